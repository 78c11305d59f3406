import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';

/**
 * The only options a window of ours is made with. What the page may do is decided here: it is a plain web page
 * in a sandbox of its own, without Node, with one small preload.
 * @param preload absolute path of the preload bundle
 * @param bounds where the window was last, see window-state.ts
 */
export function windowOptions(
  preload: string,
  bounds: Partial<Rectangle> = {},
): BrowserWindowConstructorOptions {
  return {
    width: 1180,
    height: 780,
    ...bounds,
    minWidth: 480,
    minHeight: 480,
    show: false,
    title: 'Loam',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
    },
  };
}
