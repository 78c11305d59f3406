import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

let counter = 0;

/**
 * Writes a file so that a crash at any moment leaves either the old content or the new, never a part:
 * a temporary file beside it, fsync, rename, fsync of the folder.
 *
 * @param options.mode permissions of a new file, default 0600
 */
export function atomicWrite(file: string, data: string | Uint8Array, options: { mode?: number } = {}): void {
  const temporary = `${file}.${process.pid}-${counter++}.tmp`;
  const descriptor = openSync(temporary, 'wx', options.mode ?? 0o600);
  try {
    try {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  // Windows cannot open folders; its rename is durable by itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
