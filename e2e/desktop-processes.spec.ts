import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import type { Status } from '../protocol/api/network-schemas.ts';
import { isRoot, withoutPrivileges } from './electron/unprivileged.ts';
import { isAlive, listDescendants, listProcesses, readCommand } from './hosts/app-processes.ts';
import type { AppUnderTest } from './hosts/app-under-test.ts';
import { callNode } from './hosts/call-node.ts';
import { openInElectron } from './hosts/open-in-electron.ts';
import { ANSWER_MS, NETWORK_MS, QUIT_MS, READY_MS } from './limits.ts';

async function open(
  profile?: string,
): Promise<{ app: AppUnderTest; electron: ElectronApplication; page: Page }> {
  const app = await openInElectron(profile);
  if (app.electron === null) throw new Error('This is not Electron.');
  await app.page.waitForLoadState('load');
  await waitForNode(app.page);
  return { app, electron: app.electron, page: app.page };
}

const waitForNode = (page: Page) =>
  expect(() => callNode(page, 'system/status')).toPass({ timeout: READY_MS });

const pidOf = async (electron: ElectronApplication, name: string): Promise<number | undefined> =>
  (await listProcesses(electron)).find((process) => process.name === name)?.pid;

test('only the main frame of our own page is connected to the node, and to the shell', async () => {
  const { app, electron, page } = await open();
  try {
    expect(await callNode(page, 'system/status')).toMatchObject({ host: 'electron' });
    const answers = await electron.evaluate(async ({ app, BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows();
      const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
      // A session of its own, because ours would not even load this page.
      const webPreferences = { sandbox: true, preload, partition: 'foreign' };
      const foreign = new BrowserWindow({ show: false, webPreferences });
      await foreign.loadURL('data:text/html,foreign');
      const ask = (
        window: Electron.BrowserWindow,
        ports: number,
        message = 'loam:connect',
      ): Promise<string> =>
        window.webContents.executeJavaScript(`new Promise((resolve) => {
          const channels = Array.from({ length: ${ports} }, () => new MessageChannel());
          for (const { port1 } of channels) {
            port1.onmessage = () => resolve('answered');
            port1.postMessage('{"i":"1","p":{"u":"/system/status","b":{}}}');
          }
          window.postMessage('${message}', '*', channels.map(({ port2 }) => port2));
          setTimeout(() => resolve('loamHost' in window ? 'silent' : 'no bridge'), 1500);
        })`);
      if (own === undefined) throw new Error('There is no window.');
      const result = {
        own: await ask(own, 1),
        shell: await ask(own, 1, 'loam:desktop'),
        shellTwoPorts: await ask(own, 2, 'loam:desktop'),
        shellForeign: await ask(foreign, 1, 'loam:desktop'),
        twoPorts: await ask(own, 2),
        otherMessage: await ask(own, 1, 'loam:connect-all'),
        foreign: await ask(foreign, 1),
      };
      foreign.destroy();
      return result;
    });
    expect(answers).toEqual({
      own: 'answered',
      shell: 'answered',
      shellTwoPorts: 'silent',
      shellForeign: 'silent',
      twoPorts: 'silent',
      otherMessage: 'silent',
      foreign: 'silent',
    });
  } finally {
    await app.close();
  }
});

test('a node and a model process that are killed come back, and nothing is lost or started again', async () => {
  const { app, electron, page } = await open();
  try {
    await callNode(page, 'learn/teach', { prompt: 'Who is Ann?', answer: 'A friend.' });
    await callNode(page, 'learn/setSchedule', { enabled: true, paused: true });
    const before = await pidOf(electron, 'Loam node');
    expect(before).toBeGreaterThan(0);
    process.kill(before ?? 0, 'SIGKILL');
    await expect.poll(() => pidOf(electron, 'Loam node')).not.toBe(before);
    await waitForNode(page);
    expect(isAlive(before ?? 0)).toBe(false);
    await page.getByTestId('chat-input').fill('Are you back?');
    await page.getByTestId('chat-send').click();
    await expect(page.getByTestId('answer').last()).toHaveText(/\S/, { timeout: ANSWER_MS });
    expect(await callNode(page, 'learn/lessons')).toMatchObject([{ prompt: 'Who is Ann?' }]);
    // What was stopped stays stopped.
    expect(((await callNode(page, 'system/status')) as Status).learning).toMatchObject({
      schedule: 'paused',
    });
    const worker = await pidOf(electron, 'Loam node/worker');
    expect(worker).toBeGreaterThan(0);
    process.kill(worker ?? 0, 'SIGKILL');
    await expect.poll(() => pidOf(electron, 'Loam node/worker')).not.toBe(worker);
    await page.getByTestId('chat-input').fill('And you?');
    await page.getByTestId('chat-send').click();
    await expect(page.getByTestId('answer')).toHaveCount(2);
    await expect(page.getByTestId('answer').last()).toHaveText(/\S/, { timeout: ANSWER_MS });
  } finally {
    await app.close();
  }
});

/** Starts a network of one's own: validators and an aggregator as further nodes, and a chain. */
async function startNetwork({
  electron,
  page,
}: {
  electron: ElectronApplication;
  page: Page;
}): Promise<number[]> {
  await callNode(page, 'network/startLocal');
  await expect
    .poll(async () => ((await callNode(page, 'system/status')) as Status).network.state, {
      timeout: NETWORK_MS,
    })
    .toBe('on');
  const names = (await listProcesses(electron)).map(({ name }) => name);
  expect(names.filter((name) => /^Loam node\/node-/.test(name)).length).toBeGreaterThanOrEqual(3);
  const pids = listDescendants(electron.process().pid ?? 0);
  expect(pids.map(readCommand).filter((command) => /\banvil\b/.test(command))).toHaveLength(1);
  return pids;
}

test('quitting leaves no process behind, not even of a network of one’s own', async () => {
  test.setTimeout(NETWORK_MS);
  const opened = await open();
  const pids = await startNetwork(opened);
  const startedAt = performance.now();
  await opened.app.close();
  expect(performance.now() - startedAt).toBeLessThan(QUIT_MS);
  expect(pids.filter(isAlive).map(readCommand)).toEqual([]);
});

test('of an app that is killed only the chain is left, which the next start takes over', async () => {
  test.setTimeout(2 * NETWORK_MS);
  const profile = mkdtempSync(join(tmpdir(), 'loam-profile-'));
  try {
    const first = await open(profile);
    const pids = await startNetwork(first);
    const chain = pids.filter((pid) => /\banvil\b/.test(readCommand(pid)));
    const main = await first.electron.evaluate(() => process.pid);
    process.kill(main, 'SIGKILL');
    await expect.poll(() => pids.filter(isAlive), { timeout: QUIT_MS }).toEqual(chain);
    await first.app.close();
    const second = await open(profile);
    await startNetwork(second);
    expect(chain.filter(isAlive)).toEqual([]);
    await second.app.close();
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a second start shows the window that is open, and ends', async () => {
  const { app, electron } = await open();
  let second: ChildProcess | undefined;
  try {
    const seen = electron.evaluate(
      ({ app: own, BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          const [window] = BrowserWindow.getAllWindows();
          window?.minimize();
          own.once('second-instance', () => setTimeout(() => resolve(window?.isMinimized() ?? true), 300));
        }),
    );
    const { file, args, env, pid } = await electron.evaluate(() => ({
      pid: process.pid,
      file: process.execPath,
      args: process.argv.slice(1).filter((word) => !/^--(inspect|remote-debugging)/.test(word)),
      env: process.env as Record<string, string>,
    }));
    const command = withoutPrivileges([file, ...withoutPlaywright(args)]);
    // The first one may see the checkout at a mount of its own; the second must look from the same place.
    const words = [command.file, ...command.args];
    const [program = '', ...rest] = isRoot()
      ? ['nsenter', '--target', String(pid), '--mount', '--', ...words]
      : words;
    second = spawn(program, rest, { env, stdio: 'ignore' });
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    expect(await seen).toBe(false);
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  } finally {
    second?.kill('SIGKILL');
    await app.close();
  }
});

/** Without the module that Playwright loads into an app to hold it back until it is connected. */
function withoutPlaywright(args: readonly string[]): string[] {
  const at = args.indexOf('-r');
  return at < 0 ? [...args] : args.filter((_word, index) => index !== at && index !== at + 1);
}

test('the window opens where it was', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'loam-profile-'));
  try {
    const first = await open(profile);
    await first.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 820, height: 610 }),
    );
    await first.page.waitForTimeout(800);
    await first.app.close();
    const second = await open(profile);
    const bounds = await second.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    await second.app.close();
    expect(bounds).toEqual({ x: 120, y: 90, width: 820, height: 610 });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
