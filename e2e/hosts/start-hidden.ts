import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDesktop } from '../electron/desktop.ts';
import { makeTestElectron } from '../electron/make-test-electron.mjs';
import { startService } from '../electron/service.ts';
import { handOver } from '../electron/unprivileged.ts';
import { listDescendants } from './app-processes.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The app, started with the computer: in the tray, without a window, and with nobody watching it. */
export interface HiddenApp {
  /** Every process of it that runs. */
  pids(): number[];
  close(): Promise<void>;
}

/**
 * Starts the app as the system does at login, with no debugger: one of those makes a page believe that it is seen.
 * The checkout must be where everybody may enter.
 */
export async function startHidden(): Promise<HiddenApp> {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? (await makeTestElectron());
  const home = mkdtempSync(join(tmpdir(), 'loam-hidden-'));
  const profile = join(home, 'profile');
  handOver(home);
  handOver(profile);
  writeFileSync(
    join(profile, 'desktop.json'),
    JSON.stringify({ launchAtLogin: false, stayInTray: true, quiet: [] }),
  );
  handOver(profile);
  const desktop = await startDesktop(home);
  const app = startService(
    join(ROOT, 'e2e', 'electron', 'start-electron.sh'),
    [`--user-data-dir=${profile}`, ROOT, '--at-login'],
    { env: { ...desktop.env, TEST_ELECTRON: join(dist, 'electron') } },
  );
  app.process.stdout?.resume();
  const { pid } = app.process;
  return {
    pids: () => (pid === undefined ? [] : [pid, ...listDescendants(pid)]),
    async close() {
      await app.stop();
      await desktop.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
