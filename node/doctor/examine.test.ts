import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { openDataFolder } from '../data-folder/open-data-folder.ts';
import { openDatabase } from '../database/open-database.ts';
import { deadDescriptor } from '../fixtures/dead-descriptor.ts';
import { openKeystore } from '../keys/open-keystore.ts';
import { examineAll, type Patient } from './examine.ts';

let root: string;
let dir: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loam-doctor-'));
  dir = join(root, 'data');
});
afterEach(() => rmSync(root, { recursive: true }));

/** Everything but the model, which the command line's test loads for real: here no worker can be started. */
const patient = (): Patient => ({
  keys: { dir, random: (bytes) => randomBytes(bytes) },
  host: {
    spawnWorker: () => {
      throw new LoamError('WORKER_MISSING', 'There is no worker here.', { hint: 'Install it.' });
    },
  },
  model: { modelDir: join(root, 'none'), threads: 1 },
  nodeVersion: process.version,
  now: Date.now,
});

async function found(some: Partial<Patient> = {}) {
  const list = await examineAll({ ...patient(), ...some });
  return Object.fromEntries(list.map((finding) => [finding.id, finding]));
}

async function fill(): Promise<void> {
  const folder = openDataFolder(dir);
  const keystore = await openKeystore({ dir });
  const db = openDatabase({ file: folder.paths.database, key: keystore.databaseKey() });
  db.script('CREATE TABLE filler (text TEXT)');
  for (let i = 0; i < 200; i++) db.run('INSERT INTO filler VALUES (?)', ['x'.repeat(500)]);
  db.script('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  folder.close();
}

test('a new computer needs nothing but the model', async () => {
  const findings = await found();
  expect(
    Object.values(findings)
      .filter(({ state }) => state === 'fail')
      .map(({ id }) => id),
  ).toEqual(['model']);
  expect(findings.model?.mend).toBe('Install it.');
});

test('a used folder is in order', async () => {
  await fill();
  const { keys, database, folder } = await found();
  expect([keys?.state, database?.state, folder?.state]).toEqual(['ok', 'ok', 'ok']);
});

test('a damaged database is told from a missing one, and left as it is', async () => {
  await fill();
  const file = join(dir, 'loam.db');
  const bytes = readFileSync(file);
  bytes.fill(7, bytes.length / 2, bytes.length / 2 + 4_096);
  writeFileSync(file, bytes);
  const { database, keys } = await found();
  expect(keys?.state).toBe('ok');
  expect(database).toMatchObject({ state: 'fail' });
  expect(database?.mend).toMatch(/copy/);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('keys that do not open, a folder in use, a newer folder, an old Node', async () => {
  await fill();
  rmSync(join(dir, 'machine.key'));
  expect((await found()).keys).toMatchObject({
    state: 'fail',
    sentence: expect.stringMatching(/machine\.key/),
  });
  const folder = openDataFolder(dir);
  const inUse = await found();
  folder.close();
  expect(inUse.folder?.state).toBe('warn');
  expect(inUse.keys).toBeUndefined();
  writeFileSync(join(dir, 'version.json'), '{"format":"loam-data","version":99}');
  expect((await found()).folder).toMatchObject({ state: 'fail', mend: expect.stringMatching(/Update Loam/) });
  expect((await found({ nodeVersion: 'v20.1.0' })).runtime?.state).toBe('fail');
});

test('a chain that does not answer', async () => {
  const { chain, clock } = await found({ descriptor: deadDescriptor(`0x${'22'.repeat(32)}`) });
  expect(chain).toMatchObject({
    state: 'fail',
    sentence: expect.stringMatching(/chain/i),
    mend: expect.any(String),
  });
  expect(clock).toBeUndefined();
});
