import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  type MessagePortMain,
  protocol,
  session,
  shell,
} from 'electron';
import { installMenu } from './app-menu.ts';
import { APP_SCHEME_PRIVILEGES, appProtocolHandler } from './app-protocol.ts';
import { APP_SCHEME } from './app-url.ts';
import { ConnectGuard } from './connect-guard.ts';
import { LINK_SCHEME, linkAmong } from './deep-link.ts';
import { Desktop } from './desktop.ts';
import { electronPlatform } from './electron-platform.ts';
import { AT_LOGIN } from './launch-at-login.ts';
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
  const config = rootNodeConfig(places);
  const broker = new ProcessBroker(
    electronPlatform({
      node: join(out, 'node', 'node-process.js'),
      worker: join(out, 'worker', 'worker-process.js'),
    }),
    config,
    { log, failed: (failure) => void sayWhyAndQuit(failure) },
  );
  // macOS may hand over the link that Loam was started with before it is ready.
  const early: string[] = [];
  const keepEarly = (event: Electron.Event, url: string) => {
    event.preventDefault();
    early.push(url);
  };
  app.on('open-url', keepEarly);
  let desktop: Desktop | undefined;
  let quitting = false;
  app.on('second-instance', (_event, words) => {
    const link = linkAmong(words);
    if (link === null) showWindow();
    else desktop?.openLink(link);
  });
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    quitting = true;
    desktop?.stop();
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    // Quitting ends every process we started, then the app itself.
    void broker.stop().finally(() => app.exit(0));
  });
  acceptPorts('loam:connect', (port) => broker.connectPage(port), log);
  acceptPorts('loam:desktop', (port) => desktop?.serve(port), log);
  void app.whenReady().then(() => {
    installMenu(process.platform);
    restrictPermissions(session.defaultSession);
    refuseForeignRequests(session.defaultSession);
    protocol.handle(APP_SCHEME, appProtocolHandler(join(out, 'renderer')));
    broker.start();
    const icons = join(places.appRoot, 'assets', 'icons');
    desktop = new Desktop({ broker, icons, dataDir: String(config.dataDir), log, showWindow });
    const isHidden = process.argv.includes(AT_LOGIN) && desktop.staysInTray;
    const window = openMainWindow(join(out, 'preload', 'preload.cjs'), isHidden);
    window.on('close', (event) => {
      if (quitting || desktop?.staysInTray !== true) return;
      event.preventDefault();
      window.hide();
    });
    app.off('open-url', keepEarly);
    if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
    for (const link of [...early, linkAmong(process.argv)]) if (link !== null) desktop.openLink(link);
  });
}

/** One of the two channels from a page: one port per message, checked and handed on. */
function acceptPorts(
  channel: string,
  accept: (port: MessagePortMain) => void,
  log: (line: string) => void,
): void {
  const guard = new ConnectGuard(() => performance.now());
  ipcMain.on(channel, (event, payload: unknown) => {
    const [port] = event.ports;
    const refusal = guard.check({
      id: event.sender.id,
      frameUrl: event.senderFrame?.url ?? null,
      isMainFrame: event.senderFrame === event.sender.mainFrame,
      ports: event.ports.length,
      payload,
    });
    if (refusal === null && port !== undefined) {
      accept(port);
      return;
    }
    log(`A connection on ${channel} was refused: ${refusal}.`);
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
