import { hash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { MAX_BLOCK_BYTES } from './limits.ts';

/**
 * Files are read and written at once instead of over the thread pool: a block takes 0.1 ms either way, and the four
 * hops to a pool thread and back that each would take cost several times that. Who must not wait at all asks the
 * block thread.
 */

/** Whether bytes have this SHA-256 digest. */
export function hasDigest(bytes: Uint8Array, digest: Uint8Array): boolean {
  return Buffer.compare(hash('sha256', bytes, 'buffer'), digest) === 0;
}

/** Writes a new file, with its folder if that is missing; leaves nothing behind when it cannot. */
export function writeBlockFile(file: string, bytes: Uint8Array): void {
  const descriptor = createIn(file);
  try {
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/**
 * Reads a block's file; undefined when there is none. Of a file that is larger than a block may be one byte more than
 * that is read, so that it is told apart and never read whole.
 *
 * @param headroom bytes to leave free in the buffer before the block.
 */
export function readBlockFile(file: string, headroom: number): Uint8Array<ArrayBuffer> | undefined {
  if (!existsSync(file)) return undefined;
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const length = headroom + Math.min(fstatSync(descriptor).size, MAX_BLOCK_BYTES + 1);
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
    let filled = headroom;
    while (filled < length) {
      const count = readSync(descriptor, bytes, filled, length - filled, filled - headroom);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(headroom, filled);
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a new file, and makes its folder when that is not there. */
function createIn(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'wx', 0o600);
  }
}
