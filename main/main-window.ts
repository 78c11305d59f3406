import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { APP_ORIGIN, isAppUrl } from './app-url.ts';
import { BackOff } from './back-off.ts';
import { WINDOW_STATE_REST_MS } from './limits.ts';
import { windowOptions } from './window-options.ts';
import { isReachable, readWindowState, type WindowState, writeWindowState } from './window-state.ts';

/**
 * Opens the one window, where it was last. A page that crashes, or that a script emptied, is loaded again.
 * @param preload absolute path of the preload bundle
 * @param isHidden true for a start without a window; it is shown when somebody asks for it
 */
export function openMainWindow(preload: string, isHidden = false): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const kept = readWindowState(file);
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const state = kept !== null && isReachable(kept, displays) ? kept : null;
  const window = new BrowserWindow(windowOptions(preload, state === null ? {} : boundsOf(state)));
  if (state?.maximized && !isHidden) window.maximize();
  if (!isHidden) window.once('ready-to-show', () => window.show());
  keepState(window, file);
  reloadAfterCrash(window);
  // Chromium asks nobody before it goes to about:blank, so the navigation guard never hears of it.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isAppUrl(url)) loadPage(window);
  });
  loadPage(window);
  return window;
}

function loadPage(window: BrowserWindow): void {
  void window.loadURL(`${APP_ORIGIN}/index.html`).catch(() => {
    // A window that is closed while it loads ends here; the crash handler does the rest.
  });
}

function boundsOf({ x, y, width, height }: WindowState) {
  return { x, y, width, height };
}

function keepState(window: BrowserWindow, file: string): void {
  let rest: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(rest);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    try {
      writeWindowState(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (error) {
      process.stderr.write(`The window's place could not be kept: ${String(error)}\n`);
    }
  };
  const later = () => {
    clearTimeout(rest);
    rest = setTimeout(write, WINDOW_STATE_REST_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', write);
}

function reloadAfterCrash(window: BrowserWindow): void {
  const backOff = new BackOff();
  let startedAt = performance.now();
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    const delay = backOff.next(performance.now() - startedAt);
    setTimeout(() => {
      startedAt = performance.now();
      if (!window.isDestroyed()) window.webContents.reload();
    }, delay);
  });
}
