import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeSmallFile } from '../write-small-file.ts';
import type { Updater } from './update-service.ts';

/** What decides where updates come from. */
export interface UpdatePlaces {
  readonly isPackaged: boolean;
  /** Folder beside the archive of an installed app; packaging may have put app-update.yml there. */
  readonly resources: string;
  readonly userData: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * How to load the updater, or null where this build has no place to ask. An installed app reads the place that it was
 * built with and nothing else; a checkout may name one in LOAM_UPDATE_URL, for tests.
 */
export function updaterLoader(places: UpdatePlaces): (() => Promise<Updater>) | null {
  const { isPackaged, resources, userData, env } = places;
  if (isPackaged) return existsSync(join(resources, 'app-update.yml')) ? () => load(null) : null;
  const url = env.LOAM_UPDATE_URL;
  if (url === undefined || url === '') return null;
  return () => {
    const file = join(userData, 'dev-app-update.yml');
    writeSmallFile(
      file,
      `provider: generic\nurl: ${JSON.stringify(url)}\nupdaterCacheDirName: loam-updates\n`,
    );
    return load(file);
  };
}

/** @param config a file in place of the installed one */
async function load(config: string | null): Promise<Updater> {
  const { autoUpdater } = await import('electron-updater');
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = false;
  autoUpdater.disableWebInstaller = true;
  autoUpdater.logger = null;
  if (config !== null) {
    autoUpdater.updateConfigPath = config;
    autoUpdater.forceDevUpdateConfig = true;
  }
  // Every failure also rejects the call that met it; an event of this name without a listener would be thrown.
  autoUpdater.on('error', () => undefined);
  return autoUpdater;
}
