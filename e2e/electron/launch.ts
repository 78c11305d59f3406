import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { startDesktop } from './desktop.ts';
import { LAUNCH_MS } from './limits.ts';
import { makeTestElectron } from './make-test-electron.mjs';
import { showCheckout } from './show-checkout.ts';
import { handOver } from './unprivileged.ts';

export type LaunchParameters = {
  /** Folder with the app's package.json. */
  appDir: string;
  /** The app's data. Kept by {@link LaunchedApp.close}; given to the unprivileged account when root runs the tests. */
  userDataDir: string;
  /** More variables for the app. It inherits none of this process's but PATH. */
  env?: Record<string, string>;
  /** The person's own folder, with the keyring in it; kept when given, else a new one that goes with the app. */
  home?: string;
  /** Whether the desktop has an open keyring; it has unless said otherwise. */
  keyring?: boolean;
  /** More arguments for the app. */
  args?: readonly string[];
};

export type LaunchedApp = {
  readonly app: ElectronApplication;
  /** Closes the app, then its desktop. */
  close(): Promise<void>;
};

/**
 * Starts an app in Electron on a desktop of its own, unprivileged and with Chromium's sandbox on. The binary is the
 * test build, or the one that ELECTRON_OVERRIDE_DIST_PATH names.
 * @throws Error when Electron or a part of the desktop cannot be started, saying which
 */
export async function launchElectron({
  appDir,
  userDataDir,
  env = {},
  home: ownHome,
  keyring = true,
  args = [],
}: LaunchParameters): Promise<LaunchedApp> {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? (await makeTestElectron());
  const binary = path.join(dist, 'electron');
  if (!existsSync(binary)) throw new Error(`There is no Electron in ${dist}`);
  const home = ownHome ?? mkdtempSync(path.join(tmpdir(), 'loam-desktop-'));
  mkdirSync(home, { recursive: true });
  handOver(home);
  handOver(userDataDir);
  const visible = showCheckout(home);
  const desktop = await startDesktop(home, keyring);
  const stop = async () => {
    await desktop.stop();
    if (ownHome === undefined) rmSync(home, { recursive: true, force: true });
  };
  try {
    const app = await _electron.launch({
      executablePath: path.join(import.meta.dirname, 'start-electron.sh'),
      args: [`--user-data-dir=${userDataDir}`, visible.path(appDir), ...args],
      env: { ...desktop.env, ...env, ...visible.env, TEST_ELECTRON: visible.path(binary) },
      // Playwright adds --no-sandbox otherwise.
      chromiumSandbox: true,
      cwd: home,
      timeout: LAUNCH_MS,
    });
    return {
      app,
      async close() {
        await app.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
