import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atomicWrite } from './atomic-write.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-write-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('it writes text and bytes, replaces, keeps others out, leaves nothing beside', () => {
  const file = join(dir, 'a');
  atomicWrite(file, 'grün');
  expect(readFileSync(file, 'utf8')).toBe('grün');
  atomicWrite(file, Uint8Array.of(1, 2, 3));
  expect([...readFileSync(file)]).toEqual([1, 2, 3]);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['a']);
});

test('a write that fails leaves the old file and no part of the new', () => {
  expect(() => atomicWrite(join(dir, 'none', 'a'), 'x')).toThrow();
  atomicWrite(join(dir, 'a'), 'old');
  expect(() => atomicWrite(dir, 'x')).toThrow();
  expect(readFileSync(join(dir, 'a'), 'utf8')).toBe('old');
});

test('a process killed while it writes again and again leaves a whole file', async () => {
  const file = join(dir, 'a');
  const module = join(import.meta.dirname, 'atomic-write.ts');
  const program = `import { atomicWrite } from ${JSON.stringify(module)};
    for (let n = 0; ; n++) atomicWrite(${JSON.stringify(file)}, String(n % 10).repeat(300000));`;
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: 'ignore',
    });
    await expect.poll(() => readdirSync(dir).includes('a'), { timeout: 10_000 }).toBe(true);
    await sleep(40 + 23 * round);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const text = readFileSync(file, 'utf8');
    expect(text).toHaveLength(300_000);
    expect(new Set(text).size).toBe(1);
  }
});
