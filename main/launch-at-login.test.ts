import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LoginPlaces, setLaunchAtLogin } from './launch-at-login.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'loam-login-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const places = (more: Partial<LoginPlaces> = {}): LoginPlaces => ({
  platform: 'linux',
  command: ['/opt/Loam/loam'],
  configHome: join(home, 'config'),
  setLoginItem: () => {
    throw new Error('not on Linux');
  },
  ...more,
});

test('on Linux an entry of the autostart folder comes and goes', () => {
  const file = join(home, 'config', 'autostart', 'loam.desktop');
  setLaunchAtLogin(false, places());
  expect(existsSync(file)).toBe(false);
  setLaunchAtLogin(true, places());
  setLaunchAtLogin(true, places());
  expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/Loam/loam" "--at-login"\n');
  setLaunchAtLogin(false, places());
  expect(readdirSync(join(home, 'config', 'autostart'))).toEqual([]);
});

test('a program’s path cannot become more than a path', () => {
  setLaunchAtLogin(true, places({ command: ['/home/a b/$(x)"`100%/Loam.AppImage'] }));
  const text = readFileSync(join(home, 'config', 'autostart', 'loam.desktop'), 'utf8');
  expect(text).toContain('\nExec="/home/a b/\\\\$(x)\\\\"\\\\`100%%/Loam.AppImage" "--at-login"\n');
});

test('Windows and macOS are told through Electron', () => {
  const told: unknown[] = [];
  for (const platform of ['win32', 'darwin'] as const)
    setLaunchAtLogin(true, places({ platform, setLoginItem: (item) => told.push(item) }));
  expect(told).toEqual(Array(2).fill({ openAtLogin: true, path: '/opt/Loam/loam', args: ['--at-login'] }));
  expect(readdirSync(home)).toEqual([]);
});
