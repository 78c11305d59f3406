import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import type { DesktopState, UpdateState } from '../protocol/desktop/desktop-contract.ts';
import { handOver } from './electron/unprivileged.ts';
import type { AppUnderTest } from './hosts/app-under-test.ts';
import { callDesktop } from './hosts/call-node.ts';
import { takePicture } from './hosts/check-view.ts';
import { openInElectron } from './hosts/open-in-electron.ts';
import { serveUpdates, type UpdateServer } from './hosts/serve-updates.ts';
import { READY_MS } from './limits.ts';

test.describe.configure({ mode: 'serial' });

let app: AppUnderTest;
let page: Page;
let electron: ElectronApplication;
let updates: UpdateServer;
let profile = '';
/** Stands for the program file that an update would replace. */
let program = '';

test.beforeAll(async () => {
  updates = await serveUpdates();
  profile = mkdtempSync(join(tmpdir(), 'loam-profile-'));
  program = join(profile, 'Loam.AppImage');
  writeFileSync(program, 'the version that runs');
  handOver(profile);
  app = await openInElectron(profile, { LOAM_UPDATE_URL: updates.url, APPIMAGE: program });
  page = app.page;
  if (app.electron === null) throw new Error('This is not Electron.');
  electron = app.electron;
  await page.waitForLoadState('load');
  await expect(() => callDesktop(page, 'state')).toPass({ timeout: READY_MS });
});
test.afterAll(async () => {
  await app?.close();
  await updates?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

const JOIN = 'loam://network/join?descriptor=https%3A%2F%2Fexample.org%2Fnet.json';
const state = async () => (await callDesktop(page, 'state')) as DesktopState;
const visible = () =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));

test('the page is told what protects secrets, and nothing goes on by itself', async () => {
  expect(await state()).toMatchObject({
    platform: 'linux',
    settings: { launchAtLogin: false, stayInTray: false, quiet: [] },
    keychain: { name: 'GNOME Keyring', usable: true },
  });
});

test('starting with the computer and staying in the tray are switched apart, and both are kept', async () => {
  const home = await electron.evaluate(({ app }) => app.getPath('home'));
  const entry = join(home, '.config', 'autostart', 'loam.desktop');
  await callDesktop(page, 'change', { launchAtLogin: true });
  expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=".*" "--at-login"$/m);
  expect((await state()).settings).toEqual({ launchAtLogin: true, stayInTray: false, quiet: [] });
  await callDesktop(page, 'change', { launchAtLogin: false, stayInTray: true });
  expect(existsSync(entry)).toBe(false);
  expect((await state()).settings).toEqual({ launchAtLogin: false, stayInTray: true, quiet: [] });
  expect(JSON.parse(readFileSync(join(profile, 'desktop.json'), 'utf8'))).toEqual((await state()).settings);
  await expect(callDesktop(page, 'change', { stayInTray: 'yes' })).rejects.toThrow(/BAD_REQUEST/);
  await expect(callDesktop(page, 'change', {})).rejects.toThrow(/BAD_REQUEST/);
});

test('closing the window leaves Loam in the tray, and a link brings it back', async () => {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await visible()).toEqual([false]);
  await electron.evaluate(({ app }) => {
    for (const link of [
      'loam://shell',
      'loam://network/join?descriptor=file%3A%2F%2F%2Fetc',
      'loam://audit/version/3',
    ])
      app.emit('second-instance', {}, ['loam', link], '/', {});
  });
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#audit');
  await expect.poll(visible).toEqual([true]);
});

test('a link to join a network asks, and fetches nothing', async () => {
  const asked = updates.asked.length;
  await electron.evaluate(({ app }, link) => app.emit('second-instance', {}, ['loam', link], '/', {}), JOIN);
  await expect(page.getByTestId('join-question')).toContainText('https://example.org/net.json');
  expect(updates.asked).toHaveLength(asked);
  await page.getByTestId('join-question').getByRole('button').last().click();
  await expect(page.getByTestId('join-question')).toHaveCount(0);
});

test('Settings show the switches, and what was switched is in effect', async () => {
  await electron.evaluate(({ app }) => app.emit('second-instance', {}, ['loam', 'loam://settings'], '/', {}));
  const tray = page.getByTestId('stay-in-tray');
  await expect(tray).toBeChecked();
  await tray.click();
  await expect.poll(async () => (await state()).settings.stayInTray).toBe(false);
  await page.getByTestId('notice-contribution-paid').click();
  await expect.poll(async () => (await state()).settings.quiet).toEqual(['contribution-paid']);
  await expect(page.getByTestId('keys-protection')).toContainText('keychain');
  await takePicture(page, test.info(), 'settings-desktop');
});

test('only https addresses are handed to the browser', async () => {
  await electron.evaluate(({ shell }) => {
    const all = globalThis as { opened?: string[] };
    all.opened = [];
    shell.openExternal = async (url) => {
      all.opened?.push(url);
    };
  });
  await callDesktop(page, 'openExternal', { url: 'https://example.org/a' });
  for (const url of ['http://example.org/', 'file:///etc/passwd', 'https://u:p@example.org/', 'loam://chat'])
    await expect(callDesktop(page, 'openExternal', { url })).rejects.toThrow(/LINK_REFUSED/);
  await expect(callDesktop(page, 'openExternal', { url: 'x'.repeat(3_000) })).rejects.toThrow(/BAD_REQUEST/);
  expect(await electron.evaluate(() => (globalThis as { opened?: string[] }).opened)).toEqual([
    'https://example.org/a',
  ]);
});

test('an update is looked for, fetched and installed only at the owner’s word, and a tampered one is refused', async () => {
  const step = async (what: string) => (await callDesktop(page, `update/${what}`)) as UpdateState;
  const good = Buffer.from('the next version '.repeat(50_000));
  expect(updates.asked).toEqual([]);
  expect(await step('check')).toMatchObject({ state: 'refused', code: 'UPDATE_UNREACHABLE' });
  updates.offer('0.0.1', good);
  expect(await step('check')).toMatchObject({ state: 'none', sentence: 'This is the newest version.' });

  updates.offer('9.0.0', good, Buffer.from('something else   '.repeat(50_000)));
  expect(await step('check')).toMatchObject({ state: 'available', version: '9.0.0' });
  expect(updates.asked).not.toContain('/Loam-9.0.0.AppImage');
  await expect(callDesktop(page, 'update/install')).rejects.toThrow(/UPDATE_NOT_READY/);
  expect(await step('download')).toMatchObject({ state: 'refused', code: 'UPDATE_TAMPERED' });
  await expect(callDesktop(page, 'update/install')).rejects.toThrow(/UPDATE_NOT_READY/);

  updates.offer('9.0.1', good);
  expect(await step('check')).toMatchObject({ state: 'available', version: '9.0.1' });
  expect(await step('download')).toMatchObject({ state: 'ready', version: '9.0.1' });
  expect(readFileSync(program, 'utf8')).toBe('the version that runs');
  const home = await electron.evaluate(({ app }) => app.getPath('home'));
  const staged = readdirSync(join(home, '.cache', 'loam-updates', 'pending')).filter((name) =>
    /AppImage$/.test(name),
  );
  expect(staged).toEqual(['Loam-9.0.1.AppImage']);
});

test('quitting installs nothing that was not asked for', async () => {
  await app.close();
  expect(readFileSync(program, 'utf8')).toBe('the version that runs');
});
