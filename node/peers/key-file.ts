import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** Largest key file, in bytes. */
const MAX_KEY_FILE_BYTES = 1024;

/**
 * Reads a node's own hot key, or makes and stores one the first time. These keys sign transport handshakes and gossip
 * entries; they hold no funds. The file is readable by its owner alone (0600) and written atomically. A caller with
 * an encrypted keystore passes its keys to the host directly and this file is never written.
 *
 * @param path where the key lies; missing folders are made with mode 0700.
 * @param create makes the bytes of a new key.
 * @throws LoamError `KEY_FILE_INVALID` when the file is empty or larger than 1 KiB.
 */
export async function loadOrCreateKeyFile(
  path: string,
  create: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const existing = await readIfThere(path);
  if (existing !== undefined) {
    if (existing.length === 0 || existing.length > MAX_KEY_FILE_BYTES) {
      throw new LoamError('KEY_FILE_INVALID', 'the key file of this node is damaged', {
        hint: 'Restore the file from a backup, or remove it to get a new identity.',
        data: { bytes: existing.length },
      });
    }
    return existing;
  }
  const bytes = await create();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  await rm(temporary, { force: true });
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(temporary, 0o600);
  await rename(temporary, path);
  return bytes;
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
