/** Characters that a path of the page may have. */
const MAX_PATH_CHARS = 200;
/** One path segment: starts with a letter, digit or underscore, so no `..`, no hidden file, no drive letter, no empty one. */
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]*$/;

/**
 * Turns the path of a request into the relative POSIX path of one of the page's files, or null when it must be
 * refused: anything that could leave the folder on any platform (`..`, `\`, `:`, NUL, an encoded slash) or that
 * the build never produces. `/` is `index.html`.
 * @param pathname as in `new URL(...).pathname` or as received, still percent-encoded
 */
export function pagePath(pathname: string): string | null {
  if (pathname.length > MAX_PATH_CHARS || !pathname.startsWith('/')) return null;
  if (pathname === '/') return 'index.html';
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const segments = decoded.slice(1).split('/');
  return segments.every((segment) => SEGMENT.test(segment)) ? segments.join('/') : null;
}
