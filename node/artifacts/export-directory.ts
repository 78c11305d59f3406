import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { checkArtifactPath } from './artifact-path.ts';

/**
 * Writes files below a new folder, all or nothing: they go to a temporary neighbour, are flushed, and the folder
 * appears under its name by one rename.
 *
 * @param files by relative path.
 * @param directory must not exist yet.
 * @throws LoamError `ARTIFACT_EXPORT_EXISTS`, `ARTIFACT_BAD_NAME`.
 */
export async function exportFiles(files: ReadonlyMap<string, Uint8Array>, directory: string): Promise<void> {
  const exists = await stat(directory).then(
    () => true,
    () => false,
  );
  if (exists) {
    throw new LoamError('ARTIFACT_EXPORT_EXISTS', `${directory} exists already`, {
      hint: 'Choose a new folder.',
    });
  }
  await mkdir(dirname(directory), { recursive: true });
  const temporary = `${directory}.${randomBytes(6).toString('hex')}.part`;
  try {
    await mkdir(temporary);
    for (const [path, bytes] of files) {
      const target = join(temporary, ...checkArtifactPath(path).split('/'));
      await mkdir(dirname(target), { recursive: true });
      const file = await open(target, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    await rename(temporary, directory);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}
