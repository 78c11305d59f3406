import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, protocol, session, shell } from 'electron';
import { installMenu } from './app-menu.ts';
import { APP_SCHEME_PRIVILEGES, appProtocolHandler } from './app-protocol.ts';
import { APP_SCHEME } from './app-url.ts';
import { ConnectGuard } from './connect-guard.ts';
import { electronPlatform } from './electron-platform.ts';
import { openMainWindow } from './main-window.ts';
import { guardNavigation } from './navigation-guard.ts';
import { rootNodeConfig } from './node-config.ts';
import { restrictPermissions } from './permissions.ts';
import { type NodeFailure, ProcessBroker } from './process-broker.ts';
import { refuseForeignRequests } from './request-guard.ts';

const out = join(import.meta.dirname, '..');
const places = {
  appRoot: join(out, '..'),
  resources: process.resourcesPath,
  userData: app.getPath('userData'),
  env: process.env,
  processors: availableParallelism(),
  exists: existsSync,
};

protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: APP_SCHEME_PRIVILEGES }]);
app.enableSandbox();
guardNavigation(app, (url) => void shell.openExternal(url));
if (app.requestSingleInstanceLock()) run();
else app.exit(0);

function run(): void {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const broker = new ProcessBroker(
    electronPlatform({
      node: join(out, 'node', 'node-process.js'),
      worker: join(out, 'worker', 'worker-process.js'),
    }),
    rootNodeConfig(places),
    { log, failed: (failure) => void sayWhyAndQuit(failure) },
  );
  acceptConnections(broker, log);
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  quitCleanly(broker);
  void app.whenReady().then(() => {
    installMenu(process.platform);
    restrictPermissions(session.defaultSession);
    refuseForeignRequests(session.defaultSession);
    protocol.handle(APP_SCHEME, appProtocolHandler(join(out, 'renderer')));
    broker.start();
    openMainWindow(join(out, 'preload', 'preload.cjs'));
  });
}

/** The only channel from a page: one port per message, passed on to the node unread. */
function acceptConnections(broker: ProcessBroker, log: (line: string) => void): void {
  const guard = new ConnectGuard(() => performance.now());
  ipcMain.on('loam:connect', (event, payload: unknown) => {
    const [port] = event.ports;
    const refusal = guard.check({
      id: event.sender.id,
      frameUrl: event.senderFrame?.url ?? null,
      isMainFrame: event.senderFrame === event.sender.mainFrame,
      ports: event.ports.length,
      payload,
    });
    if (refusal === null && port !== undefined) {
      broker.connectPage(port);
      return;
    }
    log(`A connection to the node was refused: ${refusal}.`);
    for (const foreign of event.ports) foreign.close();
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.once('destroyed', () => guard.forget(contents.id));
  });
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Quitting ends every process we started, then the app itself. */
function quitCleanly(broker: ProcessBroker): void {
  app.on('before-quit', (event) => {
    event.preventDefault();
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    void broker.stop().finally(() => app.exit(0));
  });
}

async function sayWhyAndQuit(failure: NodeFailure): Promise<void> {
  await dialog.showMessageBox({
    type: 'error',
    title: 'Loam',
    message: failure.message,
    ...(failure.hint === undefined ? {} : { detail: failure.hint }),
    buttons: ['Quit'],
  });
  app.quit();
}
