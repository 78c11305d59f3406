import type { Session } from 'electron';
import { isAppUrl } from './app-url.ts';

/** True for what the page may load: its own files, small inline images, and the developer tools' own pages. */
export function isRequestAllowed(url: string): boolean {
  return isAppUrl(url) || url.startsWith('data:image/') || url.startsWith('devtools://');
}

/** The page has no network at all, whatever its policy says: everything it is told comes from the node. */
export function refuseForeignRequests(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isRequestAllowed(details.url) });
  });
}
