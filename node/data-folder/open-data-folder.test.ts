import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import { openDataFolder } from './open-data-folder.ts';

const HOLDER = join(import.meta.dirname, 'fixtures', 'hold-folder.ts');
let base: string;
let dir: string;
let children: ChildProcess[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'loam-folder-'));
  dir = join(base, 'data');
  children = [];
});

afterEach(async () => {
  for (const child of children) await kill(child);
  rmSync(base, { recursive: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Opens the folder in another process; says `open` or the refusal's code. */
async function elsewhere(): Promise<{ child: ChildProcess; answer: unknown }> {
  const child = fork(HOLDER, [dir]);
  children.push(child);
  return { child, answer: await new Promise((resolve) => child.once('message', resolve)) };
}

function refusal(): LoamError {
  try {
    openDataFolder(dir).close();
  } catch (error) {
    return error as LoamError;
  }
  throw new Error('it was not refused');
}

test('a new folder is the owner’s alone and has its layout', () => {
  const folder = openDataFolder(dir);
  if (process.platform !== 'win32') expect(statSync(dir).mode & 0o777).toBe(0o700);
  expect(readdirSync(dir)).toEqual(
    expect.arrayContaining(['adapters', 'bundles', 'chain', 'checkpoints', 'peers', 'version.json']),
  );
  expect(folder.paths.database.startsWith(dir)).toBe(true);
  folder.close();
});

test('a folder that others may read is closed to them', () => {
  openDataFolder(dir).close();
  chmodSync(dir, 0o755);
  openDataFolder(dir).close();
  if (process.platform !== 'win32') expect(statSync(dir).mode & 0o777).toBe(0o700);
});

test('a second opening in the same process is refused', () => {
  const folder = openDataFolder(dir);
  expect(refusal()).toMatchObject({ code: 'DATA_FOLDER_IN_USE', data: { pid: process.pid } });
  folder.close();
  openDataFolder(dir).close();
});

test('a second process is refused and told whom to ask', async () => {
  const { child, answer } = await elsewhere();
  expect(answer).toBe('open');
  expect((await elsewhere()).answer).toBe('DATA_FOLDER_IN_USE');
  const error = refusal();
  expect(error).toMatchObject({ code: 'DATA_FOLDER_IN_USE', data: { pid: child.pid } });
  expect(error.message).toContain(String(child.pid));
});

test('the folder of a process killed with -9 is free at once', async () => {
  const { child, answer } = await elsewhere();
  expect(answer).toBe('open');
  await kill(child);
  openDataFolder(dir).close();
});

test('several processes at once: exactly one gets it', async () => {
  const tries = await Promise.all(Array.from({ length: 4 }, elsewhere));
  expect(tries.filter(({ answer }) => answer === 'open')).toHaveLength(1);
  expect(tries.filter(({ answer }) => answer === 'DATA_FOLDER_IN_USE')).toHaveLength(3);
});

test('what a newer version wrote is refused and left as it was', () => {
  openDataFolder(dir).close();
  const file = join(dir, 'version.json');
  writeFileSync(file, '{"format":"loam-data","version":2}');
  expect(refusal()).toMatchObject({ code: 'DATA_FOLDER_NEWER', data: { version: 2, known: 1 } });
  expect(readFileSync(file, 'utf8')).toBe('{"format":"loam-data","version":2}');
});

test.each(['', '{', '{"format":"other","version":1}', '{"format":"loam-data","version":"1"}'])(
  'a version file that says %j is refused',
  (text) => {
    openDataFolder(dir).close();
    writeFileSync(join(dir, 'version.json'), text);
    expect(refusal().code).toBe('DATA_FOLDER_INVALID');
  },
);

test('a folder with other things in it is not taken over', () => {
  writeFileSync(join(base, 'letter.txt'), 'hello');
  dir = base;
  chmodSync(base, 0o755);
  expect(refusal().message).toContain('letter.txt');
  expect(readdirSync(base)).toEqual(['letter.txt']);
  if (process.platform !== 'win32') expect(statSync(base).mode & 0o777).toBe(0o755);
});

test('a file where the folder should be is said', () => {
  writeFileSync(dir, '');
  expect(refusal().code).toBe('DATA_FOLDER_INVALID');
});
