import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { QUIT_MS, SERVE_START_MS } from '../limits.ts';
import type { AppUnderTest } from './app-under-test.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** The browser that Debian and its relatives install, unless LOAM_CHROMIUM names another one. */
const CHROMIUM = process.env.LOAM_CHROMIUM ?? '/usr/bin/chromium';
/** Nothing of the browser's own may use the network or a graphics card during a test. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A running `loam serve`. */
export interface ServedApp {
  readonly origin: string;
  /** The one-time link. */
  readonly link: string;
  readonly process: ChildProcess;
  /** Stops it as Ctrl-C would, and removes its data. */
  stop(): Promise<void>;
}

/** Starts `loam serve` with a data folder of its own. @throws Error with what it said when it does not start */
export async function serveApp(): Promise<ServedApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loam-served-'));
  const child = spawn(
    process.execPath,
    [join(ROOT, 'cli', 'loam.ts'), 'serve', '--json', '--data-dir', dataDir],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: dataDir,
      env: { ...process.env, LOAM_BUNDLES: join(ROOT, 'out') },
    },
  );
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-20_000);
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      if ((await Promise.race([ended, sleep(QUIT_MS)])) === undefined) child.kill('SIGKILL');
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    once(child, 'exit').then(() => null),
    sleep(SERVE_START_MS, null, { ref: false }),
  ]);
  if (line === null) {
    await stop();
    throw new Error(`loam serve did not start. It said: ${said}`);
  }
  const { origin, link } = JSON.parse(line) as { origin: string; link: string };
  return { origin, link, process: child, stop };
}

/** Starts the system's Chromium. Chromium's own sandbox refuses root. */
export function startChromium(more: readonly string[] = []): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`There is no Chromium at ${CHROMIUM}: install it, or name one in LOAM_CHROMIUM.`);
  }
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [...FLAGS, ...more],
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

/** Opens the app in a browser: the node without a window, its page from the loopback address. */
export async function openInBrowser(): Promise<AppUnderTest> {
  const served = await serveApp();
  try {
    const browser = await startChromium();
    const context = await browser.newContext({ viewport: { width: 1180, height: 780 } });
    const page = await context.newPage();
    await page.goto(served.link);
    return {
      page,
      electron: null,
      async close() {
        await browser.close();
        await served.stop();
      },
    };
  } catch (error) {
    await served.stop();
    throw error;
  }
}
