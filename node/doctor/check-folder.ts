import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { openDataFolder } from '../data-folder/open-data-folder.ts';
import { type Finding, fine } from './finding.ts';
import { GOOD_FREE_DISK_BYTES, MIN_FREE_DISK_BYTES } from './limits.ts';

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`;

/** Whether the data folder can be used, by whom, and how much room is around it. */
export function checkFolder(dir: string): Finding[] {
  return [checkRoom(dir), checkAccess(dir)];
}

/** How much room is on the disk of a folder. */
export function checkRoom(dir: string): Finding {
  let place = dir;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  const free = bavail * bsize;
  const sentence = `${megabytes(free)} are free on the disk of ${dir}.`;
  if (free >= GOOD_FREE_DISK_BYTES) return fine('disk', sentence);
  return {
    id: 'disk',
    state: free < MIN_FREE_DISK_BYTES ? 'fail' : 'warn',
    sentence,
    mend: `Free some space: ${megabytes(GOOD_FREE_DISK_BYTES)} are enough for a while. 'loam artifacts gc' removes bundles that nothing needs.`,
  };
}

function checkAccess(dir: string): Finding {
  if (!existsSync(dir)) return fine('folder', `There is no data in ${dir} yet; the first start makes it.`);
  try {
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    const isOpen = process.platform !== 'win32' && (statSync(dir).mode & 0o077) !== 0;
    openDataFolder(dir).close();
    return fine(
      'folder',
      isOpen ? `Others could read ${dir}; that is mended.` : `${dir} is in order and free.`,
    );
  } catch (error) {
    const { code, message, hint } = LoamError.wrap('DATA_FOLDER_INVALID', error);
    // A running node is no fault; what it holds is looked at when it has stopped.
    if (code === 'DATA_FOLDER_IN_USE') {
      return {
        id: 'folder',
        state: 'warn',
        sentence: message,
        mend: 'Stop Loam to have keys and database examined too.',
      };
    }
    return {
      id: 'folder',
      state: 'fail',
      sentence: message,
      mend: hint ?? 'Choose a folder that you may write to.',
    };
  }
}
