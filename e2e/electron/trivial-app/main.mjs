import { app, BrowserWindow, safeStorage } from 'electron';

// The smallest app that shows whether the test build of Electron works as a real one does.
app.enableSandbox();
app.on('window-all-closed', () => app.quit());
// 'ready' comes after this module has finished: it must not be awaited here.
app.whenReady().then(() => {
  globalThis.findings = {
    name: app.name,
    version: app.getVersion(),
    userData: app.getPath('userData'),
    keyring: safeStorage.getSelectedStorageBackend(),
    secret: safeStorage.isEncryptionAvailable()
      ? safeStorage.decryptString(safeStorage.encryptString('a secret'))
      : '',
  };
  const window = new BrowserWindow({ webPreferences: { sandbox: true, contextIsolation: true } });
  return window.loadURL('data:text/html,<h1>ready</h1>');
});
