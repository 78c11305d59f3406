import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import { clearDemoFolder } from './clear-demo-folder.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-clear-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('a demo in use is refused and left whole', async () => {
  const held = openDataFolder(dir);
  writeFileSync(join(dir, 'loam.db'), 'kept');
  await expect(clearDemoFolder(dir)).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
  expect(existsSync(join(dir, 'loam.db'))).toBe(true);
  held.close();
  await clearDemoFolder(dir);
  expect(readdirSync(dir).filter((name) => !name.startsWith('lock.'))).toEqual([]);
  openDataFolder(dir).close();
});

test('a folder that holds other things is refused', async () => {
  writeFileSync(join(dir, 'thesis.txt'), 'mine');
  await expect(clearDemoFolder(dir)).rejects.toMatchObject({ code: 'DATA_FOLDER_INVALID' });
  expect(existsSync(join(dir, 'thesis.txt'))).toBe(true);
});

test('members that are still ending are waited for', async () => {
  openDataFolder(dir).close();
  const member = join(dir, 'local-network', 'learner-1');
  mkdirSync(member, { recursive: true });
  const held = openDataFolder(member);
  let isFree = false;
  setTimeout(() => {
    isFree = true;
    held.close();
  }, 600);
  await clearDemoFolder(dir);
  expect(isFree).toBe(true);
  expect(existsSync(member)).toBe(false);
});
