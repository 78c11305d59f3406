import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchElectron } from '../electron/launch.ts';
import type { AppUnderTest } from './app-under-test.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Opens the app in Electron.
 * @param profile the app's folder, kept when given; otherwise a new one that goes with the app
 * @param env more variables for the app
 * @param desktop what the desktop has; a keyring unless said otherwise
 * @throws Error where no Electron can be had
 */
export async function openInElectron(
  profile?: string,
  env: Record<string, string> = {},
  desktop: { readonly keyring?: boolean } = {},
): Promise<AppUnderTest> {
  if (
    process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined &&
    `${process.platform} ${process.arch}` !== 'linux x64'
  ) {
    throw new Error(
      `The test build of Electron is for Linux on x64, and this is ${process.platform} on ${process.arch}. ` +
        'Name the folder of an Electron in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  if (!existsSync(join(ROOT, 'out', 'main', 'main.js'))) {
    throw new Error('The app has not been built: run `npm run build` first.');
  }
  const userDataDir = profile ?? mkdtempSync(join(tmpdir(), 'loam-desktop-app-'));
  // A profile that is kept needs the keyring that its keys are in.
  const home = profile === undefined ? {} : { home: join(profile, 'home') };
  const launched = await launchElectron({ appDir: ROOT, userDataDir, env, ...home, ...desktop });
  launched.app.process().stderr?.pipe(process.stderr);
  return {
    page: await launched.app.firstWindow(),
    electron: launched.app,
    async close() {
      await launched.close();
      if (profile === undefined) rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
