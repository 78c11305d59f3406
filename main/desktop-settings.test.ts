import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, DesktopSettingsFile } from './desktop-settings.ts';

let folder = '';
let file = '';
let lines: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loam-settings-'));
  file = join(folder, 'desktop.json');
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => new DesktopSettingsFile(file, (line) => lines.push(line));

test('without a file nothing goes on by itself', () => {
  expect(open().settings).toEqual({ launchAtLogin: false, stayInTray: false, quiet: [] });
  expect(readdirSync(folder)).toEqual([]);
});

test('launching at login and staying in the tray are two choices, and both are kept', () => {
  open().change({ stayInTray: true });
  expect(open().settings).toEqual({ ...DEFAULT_SETTINGS, stayInTray: true });
  open().change({ launchAtLogin: true, stayInTray: false });
  expect(open().settings).toEqual({ ...DEFAULT_SETTINGS, launchAtLogin: true });
  expect(readdirSync(folder)).toEqual(['desktop.json']);
});

test.each([
  ['no JSON', '{'],
  ['another shape', '{"launchAtLogin":"yes"}'],
  ['a kind of notice that there is not', JSON.stringify({ ...DEFAULT_SETTINGS, quiet: ['everything'] })],
  ['a huge file', JSON.stringify({ ...DEFAULT_SETTINGS, padding: 'x'.repeat(20_000) })],
])('%s is set aside, and the defaults hold', (_what, text) => {
  writeFileSync(file, text);
  expect(open().settings).toEqual(DEFAULT_SETTINGS);
  expect(existsSync(`${file}.damaged`)).toBe(true);
  expect(lines).toHaveLength(1);
});

test('settings that cannot be written are not changed', () => {
  const settings = new DesktopSettingsFile(join(folder, 'missing', 'desktop.json'), () => undefined);
  expect(() => settings.change({ stayInTray: true })).toThrow();
  expect(settings.settings.stayInTray).toBe(false);
});
