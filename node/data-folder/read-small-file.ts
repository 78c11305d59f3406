import { readFileSync, statSync } from 'node:fs';

/**
 * Reads a file that is small unless it is damaged.
 *
 * @throws Error when it is no file, larger than `maxBytes`, or cannot be read; whoever asks says what that means
 */
export function readSmallFile(file: string, maxBytes: number): Buffer {
  const stat = statSync(file);
  if (!stat.isFile()) throw new Error(`${file} is not a file.`);
  if (stat.size > maxBytes) throw new Error(`${file} has ${stat.size} bytes, more than ${maxBytes}.`);
  return readFileSync(file);
}
