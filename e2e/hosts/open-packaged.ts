import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { startDesktop } from '../electron/desktop.ts';
import { LAUNCH_MS } from '../electron/limits.ts';
import { startService } from '../electron/service.ts';
import { showCheckout } from '../electron/show-checkout.ts';
import { handOver } from '../electron/unprivileged.ts';
import { listDescendants } from './app-processes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Where `npm run package` lays the app for this platform. */
export const PACKAGED = join(ROOT, 'release', 'linux-unpacked');

/** The packaged app, open. */
export interface PackagedApp {
  readonly page: Page;
  /** Every process of it that runs. */
  pids(): number[];
  /** Waits until it has ended by itself. */
  ended(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/**
 * Opens the packaged app as a person's desktop would. Its inspector is closed for good by a fuse, so it is driven
 * through Chromium's own debugging port, which only whoever starts the app can open.
 */
export async function openPackaged(): Promise<PackagedApp> {
  const binary = join(PACKAGED, 'loam');
  if (!existsSync(binary)) {
    throw new Error('The app has not been packaged: run `npm run package -- --test-electron` first.');
  }
  const home = mkdtempSync(join(tmpdir(), 'loam-packaged-'));
  const profile = join(home, 'profile');
  handOver(home);
  handOver(profile);
  const visible = showCheckout(home);
  const desktop = await startDesktop(home);
  const app = startService(
    join(ROOT, 'e2e', 'electron', 'start-electron.sh'),
    [`--user-data-dir=${profile}`, '--remote-debugging-port=0'],
    { env: { ...desktop.env, ...visible.env, TEST_ELECTRON: visible.path(binary) } },
  );
  const close = async () => {
    await app.stop();
    await desktop.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { pid } = app.process;
    const stderr = app.process.stderr;
    if (stderr === null || pid === undefined) throw new Error('The packaged app could not be started.');
    let said = '';
    const address = new Promise<string>((resolve, reject) => {
      createInterface({ input: stderr }).on('line', (line) => {
        said = (said + line + '\n').slice(-10_000);
        const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
      app.process.once('exit', (code) => reject(new Error(`It ended with ${code}. It said: ${said}`)));
    });
    const late = sleep(LAUNCH_MS, undefined, { ref: false }).then(() => {
      throw new Error(`The packaged app did not start. It said: ${said}`);
    });
    const browser = await chromium.connectOverCDP(await Promise.race([address, late]));
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page', { timeout: LAUNCH_MS }));
    if (page === undefined) throw new Error(`The packaged app has no window. It said: ${said}`);
    return {
      page,
      pids: () => [pid, ...listDescendants(pid)],
      ended: async () => {
        while (app.process.exitCode === null && app.process.signalCode === null) await sleep(50);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
