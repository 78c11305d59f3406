import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import { insertChat } from './chats.ts';
import { TEST_KEY, testDatabase } from './fixtures/test-database.ts';
import { insertMessage } from './messages.ts';
import { schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { listDuties } from './verdicts.ts';

const failure = (work: () => unknown): LoamError => {
  try {
    work();
  } catch (error) {
    return error as LoamError;
  }
  throw new Error('it did not fail');
};

const KNOWN = MIGRATIONS.at(-1)?.version ?? 0;

test('the file and its log hold no plain text, and open with their key only', () => {
  const { db, file } = testDatabase();
  insertChat(db, { id: 'chat0001', title: 'Geheimnis', createdAt: 1, updatedAt: 1 });
  insertMessage(db, {
    id: 'message1',
    chatId: 'chat0001',
    role: 'user',
    text: 'Geheimnis '.repeat(1_000),
    createdAt: 1,
    reason: null,
    stats: null,
  });
  for (const name of readdirSync(dirname(file))) {
    const bytes = readFileSync(join(dirname(file), name));
    expect(bytes.includes('Geheimnis'), name).toBe(false);
    expect(bytes.includes('CREATE TABLE'), name).toBe(false);
  }
  const wrong = failure(() => openDatabase({ file, key: new Uint8Array(32).fill(8) }));
  expect(wrong.code).toBe('DATABASE_KEY_WRONG');
  expect(JSON.stringify(wrong)).not.toContain('07070707');
});

test('a NUL costs nothing of the text that follows it', () => {
  const { db } = testDatabase();
  insertChat(db, { id: 'chat0001', title: 'before\0after', createdAt: 1, updatedAt: 1 });
  expect(db.all('SELECT title FROM chats WHERE title = ?', ['before\0after'])).toEqual([
    { title: 'before\ufffdafter' },
  ]);
});

test('the schema is the same after every opening', () => {
  const { db, reopen } = testDatabase();
  const tables = db.all('SELECT name, sql FROM sqlite_master ORDER BY name');
  expect(schemaVersion(db)).toBe(MIGRATIONS.at(-1)?.version);
  expect(reopen().all('SELECT name, sql FROM sqlite_master ORDER BY name')).toEqual(tables);
});

test('a later step runs once, on top of the data; a newer schema is refused and left alone', () => {
  const { db, file } = testDatabase();
  insertChat(db, { id: 'chat0001', title: 'kept', createdAt: 1, updatedAt: 1 });
  db.close();
  const next = {
    version: KNOWN + 1,
    sql: 'ALTER TABLE chats ADD COLUMN colour TEXT; CREATE TABLE extra (a TEXT)',
  };
  for (let i = 0; i < 2; i++) {
    const newer = openDatabase({ file, key: TEST_KEY, migrations: [...MIGRATIONS, next] });
    expect(newer.all('SELECT title, colour FROM chats')).toMatchObject([{ title: 'kept', colour: null }]);
    newer.close();
  }
  expect(failure(() => openDatabase({ file, key: TEST_KEY }))).toMatchObject({
    code: 'DATABASE_NEWER',
    data: { version: KNOWN + 1, known: KNOWN },
  });
});

test('verdicts of the first version are kept: unique, of the first round', () => {
  const { db, file } = testDatabase(MIGRATIONS.slice(0, 1));
  db.run(
    `INSERT INTO verdicts (network, validator, epoch, submission, state, pass, utility_ppm, digest, salt, commitment,
      decided_at, updated_at) VALUES ('n', ?, '1', '0', 'decided', 1, '7', ?, ?, ?, 1, 1)`,
    [`0x${'0a'.repeat(20)}`, ...['01', '02', '03'].map((byte) => `0x${byte.repeat(32)}`)],
  );
  db.close();
  const now = openDatabase({ file, key: TEST_KEY });
  expect(listDuties(now, { network: 'n', validator: `0x${'0a'.repeat(20)}` })).toMatchObject([
    { utilityPpm: 7n, uniquenessPpm: 1_000_000, round: 1 },
  ]);
  now.close();
});

test('a step that fails half way changes nothing', () => {
  const { db, file } = testDatabase();
  db.close();
  const broken = { version: KNOWN + 1, sql: 'CREATE TABLE half (a TEXT); CREATE TABLE chats (a TEXT)' };
  expect(failure(() => openDatabase({ file, key: TEST_KEY, migrations: [...MIGRATIONS, broken] })).code).toBe(
    'DATABASE_FAILED',
  );
  const again = openDatabase({ file, key: TEST_KEY });
  expect(schemaVersion(again)).toBe(KNOWN);
  expect(again.all("SELECT name FROM sqlite_master WHERE name = 'half'")).toEqual([]);
  again.close();
});

test('a transaction is all or nothing, also around others', () => {
  const { db } = testDatabase();
  const add = (id: string) => insertChat(db, { id, title: '', createdAt: 1, updatedAt: 1 });
  failure(() =>
    db.transaction(() => {
      add('chat0001');
      db.transaction(() => add('chat0002'));
      throw new Error('stop');
    }),
  );
  expect(db.all('SELECT id FROM chats')).toEqual([]);
  expect(db.transaction(() => add('chat0003'))).toBe(undefined);
  expect(db.all('SELECT id FROM chats')).toMatchObject([{ id: 'chat0003' }]);
});
