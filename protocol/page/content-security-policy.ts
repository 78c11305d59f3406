/**
 * The page's Content-Security-Policy, the same in the desktop app and in the browser: nothing but the page's
 * own files, nothing inline, nothing evaluated.
 * @param connect further origins that the page may open connections to, for example `ws://127.0.0.1:4000`
 */
export function contentSecurityPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "manifest-src 'self'",
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
