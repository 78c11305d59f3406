/** Scheme of the page inside the desktop app. */
export const APP_SCHEME = 'app';
/** Host part of the page's address. */
export const APP_HOST = 'bundle';
/** Where the page lives inside the desktop app. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** True only for addresses of our own page. */
export function isAppUrl(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${APP_SCHEME}:` &&
    parsed.host === APP_HOST &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** True for links that may be handed to the system's browser: plain https without credentials in it. */
export function isSafeExternal(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed !== null &&
    parsed.protocol === 'https:' &&
    parsed.hostname !== '' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
