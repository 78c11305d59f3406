import { mkdir } from 'node:fs/promises';

/**
 * Makes a folder inside one that exists; one that is there already is fine. Its parents are never made: a folder
 * that its owner removed stays removed, also when work for it ends late.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
