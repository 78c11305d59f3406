import type { Session } from 'electron';
import { isAppUrl } from './app-url.ts';

/** The one thing that a page may ask for: putting text that the user copies on the clipboard. */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/**
 * Decides every permission request and check. Everything is denied but {@link ALLOWED}, and that only for the
 * main frame of our own page.
 */
export function isPermissionAllowed(permission: string, url: string, isMainFrame: boolean): boolean {
  return ALLOWED.has(permission) && isMainFrame && isAppUrl(url);
}

/** Installs the rule on a session, for requests, checks and devices. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isPermissionAllowed(permission, details.requestingUrl, details.isMainFrame));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isPermissionAllowed(permission, details.requestingUrl ?? origin, details.isMainFrame),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
