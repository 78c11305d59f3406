import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOG_FILES } from './limits.ts';
import { openLogFile } from './log-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-logs-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('old lines go, new ones stay, and the folder never grows beyond its limit', () => {
  const line = 'x'.repeat(99);
  for (let run = 0; run < 4; run++) {
    const log = openLogFile(dir, 1_000);
    for (let i = 0; i < 25; i++) log.write(`${line.slice(0, 90)}${run}-${i}`);
  }
  const files = readdirSync(dir);
  expect(files).toHaveLength(LOG_FILES);
  for (const file of files) expect(statSync(join(dir, file)).size).toBeLessThanOrEqual(1_000);
  const newest = readFileSync(join(dir, 'node.log'), 'utf8').trimEnd().split('\n');
  expect(newest.at(-1)).toMatch(/3-24$/);
  if (process.platform !== 'win32') expect(statSync(join(dir, 'node.log')).mode & 0o077).toBe(0);
});

test('a folder that takes nothing loses lines and nothing else', () => {
  const log = openLogFile(dir);
  rmSync(dir, { recursive: true });
  expect(() => log.write('lost')).not.toThrow();
  dir = mkdtempSync(join(tmpdir(), 'loam-logs-'));
  chmodSync(dir, 0o700);
});
