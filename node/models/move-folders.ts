import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { unlessFull } from '../data-folder/unless-full.ts';
import { freeBytes } from './downloads.ts';
import { sha256Of } from './fetch-file.ts';
import { DISK_RESERVE_BYTES } from './limits.ts';

/**
 * Copies folders of models from one place to another, compares every file, and only then says that they are there. What
 * lies at the new place under the same name and is the same stays; the old ones are left to the caller.
 *
 * @param onProgress told how many bytes are done
 * @throws LoamError `MODEL_FOLDER_TAKEN` when another folder of that name is there, `DISK_NEARLY_FULL`, `DISK_FULL`
 */
export async function copyFolders(
  names: readonly string[],
  from: string,
  to: string,
  onProgress: (doneBytes: number, totalBytes: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const taken = names.find((name) => existsSync(join(to, name)));
  if (taken !== undefined) {
    throw new LoamError('MODEL_FOLDER_TAKEN', `There is a folder ${taken} in ${to} already.`, {
      hint: 'Use what lies there, or choose another folder.',
    });
  }
  const files = names.flatMap((name) =>
    readdirSync(join(from, name)).map((file) => ({
      name,
      file,
      bytes: statSync(join(from, name, file)).size,
    })),
  );
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (freeBytes(to) < totalBytes + DISK_RESERVE_BYTES) {
    throw new LoamError('DISK_NEARLY_FULL', `The disk of ${to} has too little room for the models.`, {
      hint: 'Make room there, or choose another folder.',
    });
  }
  let doneBytes = 0;
  onProgress(0, totalBytes);
  const staged = names.map((name) => join(to, `${name}.moving`));
  try {
    for (const [i, name] of names.entries()) {
      const stage = staged[i] as string;
      rmSync(stage, { recursive: true, force: true });
      mkdirSync(stage, { recursive: true, mode: 0o700 });
      for (const { file, bytes } of files.filter((one) => one.name === name)) {
        signal?.throwIfAborted();
        const source = join(from, name, file);
        await unlessFull(copyFile(source, join(stage, file)));
        if ((await sha256Of(source, signal)) !== (await sha256Of(join(stage, file), signal))) {
          throw new LoamError('MODEL_COPY_DAMAGED', `${file} did not arrive at ${to} as it was.`, {
            hint: 'That disk may be failing. Choose another folder.',
          });
        }
        doneBytes += bytes;
        onProgress(doneBytes, totalBytes);
      }
    }
    for (const [i, name] of names.entries()) renameSync(staged[i] as string, join(to, name));
  } catch (error) {
    for (const stage of staged) rmSync(stage, { recursive: true, force: true });
    throw error;
  }
}
