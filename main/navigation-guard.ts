import type { App, WebContents } from 'electron';
import { isAppUrl, isSafeExternal } from './app-url.ts';

/**
 * Keeps every web contents that will ever exist on our own page: no navigation elsewhere, no redirects, no
 * embedded views, no new windows. Safe links go to the system's browser.
 */
export function guardNavigation(app: App, openExternal: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openExternal));
}

/** The guard for one web contents. */
export function guardContents(contents: WebContents, openExternal: (url: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isSafeExternal(url)) openExternal(url);
    return { action: 'deny' };
  });
}
