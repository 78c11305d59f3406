import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { contentTypeOf } from '../protocol/page/content-type-of.ts';
import { pageHeaders } from '../protocol/page/page-headers.ts';
import { pagePath } from '../protocol/page/page-path.ts';
import { isAppUrl } from './app-url.ts';

/** What Electron must know of our scheme before it is ready. */
export const APP_SCHEME_PRIVILEGES = {
  standard: true,
  secure: true,
  supportFetchAPI: true,
  codeCache: true,
} as const;

/**
 * Answers requests for the page's files. Only GET, only our own host, only files under `root`; everything goes
 * out with the page's headers, refusals too.
 * @param root absolute path of the built page
 */
export function appProtocolHandler(
  root: string,
): (request: { method: string; url: string }) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return refuse(405);
    if (!isAppUrl(request.url)) return refuse(403);
    const path = pagePath(new URL(request.url).pathname);
    if (path === null) return refuse(403);
    try {
      const realRoot = await realpath(root);
      const file = await realpath(join(realRoot, path));
      if (!file.startsWith(realRoot + sep)) return refuse(403);
      return new Response(new Uint8Array(await readFile(file)), {
        status: 200,
        headers: pageHeaders(contentTypeOf(path)),
      });
    } catch {
      return refuse(404);
    }
  };
}

function refuse(status: 403 | 404 | 405): Response {
  const sentence = { 403: 'Refused.', 404: 'Not found.', 405: 'Only GET.' }[status];
  return new Response(sentence, { status, headers: pageHeaders('text/plain; charset=utf-8') });
}
