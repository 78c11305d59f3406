import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_FILES, MAX_LOG_FILE_BYTES } from './limits.ts';

/** A log on disk that never grows beyond its limit. */
export interface LogFile {
  /** Adds one line. A disk that takes none loses the line, never the node. */
  write(line: string): void;
}

/** Name of the n-th file back: the newest is `node.log`. */
export const logFileName = (back: number): string => (back === 0 ? 'node.log' : `node.${back}.log`);

/**
 * Writes lines into `node.log` of a folder; when it is full it becomes `node.1.log`, and so on.
 *
 * @param maxBytes bytes of one file
 */
export function openLogFile(folder: string, maxBytes: number = MAX_LOG_FILE_BYTES): LogFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const newest = join(folder, logFileName(0));
  let size = existsSync(newest) ? statSync(newest).size : 0;
  const rotate = (): void => {
    for (let back = LOG_FILES - 1; back > 0; back--) {
      const from = join(folder, logFileName(back - 1));
      if (existsSync(from)) renameSync(from, join(folder, logFileName(back)));
    }
    size = 0;
  };
  return {
    write(line) {
      const bytes = Buffer.byteLength(line) + 1;
      try {
        if (size > 0 && size + bytes > maxBytes) rotate();
        appendFileSync(newest, `${line}\n`, { mode: 0o600 });
        size += bytes;
      } catch {
        // A full disk is told by who needs it for more than a log.
      }
    },
  };
}
