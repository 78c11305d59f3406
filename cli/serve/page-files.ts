import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { contentTypeOf } from '../../protocol/page/content-type-of.ts';
import { pagePath } from '../../protocol/page/page-path.ts';

/** A file of the page. */
export interface PageFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/**
 * Reads one of the page's files.
 * @param dir folder of the built page
 * @param pathname of the request, percent-encoded
 * @returns the file, 403 for a path that the page cannot have or that leads out of the folder, 404 when there is none
 */
export async function readPageFile(dir: string, pathname: string): Promise<PageFile | 403 | 404> {
  const path = pagePath(pathname);
  if (path === null) return 403;
  try {
    const root = await realpath(dir);
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return 403;
    return { bytes: await readFile(file), contentType: contentTypeOf(path) };
  } catch {
    return 404;
  }
}
