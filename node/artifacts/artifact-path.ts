import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_PATH_CHARS, MAX_PATH_DEPTH } from './limits.ts';

/** Names that some file systems keep for devices. */
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;

/**
 * Checks a file's path inside an artifact: relative, POSIX separators, and safe to write on every platform.
 *
 * @throws LoamError `ARTIFACT_BAD_NAME` for empty, long or deep paths, `.` and `..`, control characters,
 * backslashes, colons and other characters that a file system may treat specially, and reserved device names.
 */
export function checkArtifactPath(path: string): string {
  const parts = path.split('/');
  const bad =
    path.length > MAX_PATH_CHARS ||
    parts.length > MAX_PATH_DEPTH ||
    parts.some(
      (part) =>
        part === '' ||
        part === '.' ||
        part === '..' ||
        part.endsWith('.') ||
        part.endsWith(' ') ||
        RESERVED.test(part) ||
        !/^[^\p{Cc}\\:*?"<>|]+$/u.test(part),
    );
  if (bad) {
    throw new LoamError(
      'ARTIFACT_BAD_NAME',
      `an artifact holds a file with the unsafe name ${JSON.stringify(path.slice(0, 80))}`,
    );
  }
  return path;
}

/** Orders paths by their UTF-16 code units, the same on every machine and in every locale. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
