import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { TEST_KEY, testDatabase } from './fixtures/test-database.ts';
import { openDatabase } from './open-database.ts';
import {
  closeDuty,
  decideDuty,
  findDuty,
  forgetDuty,
  listDuties,
  listOpenDuties,
  markCommitted,
  markRevealed,
  saveSignature,
} from './verdicts.ts';

const bytes = (byte: string): Hex => `0x${byte.repeat(32)}`;
const VALIDATOR: Hex = `0x${'Aa'.repeat(20)}`;
const KEY = { network: 'local-1', validator: VALIDATOR, epoch: 3n, index: 0n };
const DECISION = {
  pass: true,
  utilityPpm: -12n,
  uniquenessPpm: 1_000_000,
  round: 1,
  digest: bytes('01'),
  salt: bytes('02'),
  commitment: bytes('03'),
  evidence: { losses: [1, 2] },
};

test('a decision survives a restart with its salt and goes its way forward only', () => {
  const { db, reopen } = testDatabase();
  decideDuty(db, KEY, DECISION, 5);
  const again = reopen();
  expect(findDuty(again, KEY)).toMatchObject({
    ...DECISION,
    state: 'decided',
    signature: null,
    decidedAt: 5,
  });
  expect(markCommitted(again, KEY, 6).state).toBe('committed');
  const signature: Hex = `0x${'1b'.repeat(65)}`;
  expect(saveSignature(again, KEY, signature, 7).signature).toBe(signature);
  expect(markRevealed(again, KEY, 8).state).toBe('revealed');
  expect(markCommitted(again, KEY, 9)).toMatchObject({ state: 'revealed', updatedAt: 8 });
  expect(closeDuty(again, KEY, 'accepted', 10)).toMatchObject({ state: 'closed', outcome: 'accepted' });
});

test('a forgotten decision can be made anew, and only that one', () => {
  const { db } = testDatabase();
  decideDuty(db, KEY, DECISION, 5);
  decideDuty(db, { ...KEY, index: 1n }, DECISION, 5);
  forgetDuty(db, KEY);
  expect(findDuty(db, KEY)).toBeUndefined();
  expect(decideDuty(db, KEY, { ...DECISION, pass: false }, 6)).toMatchObject({ pass: false, decidedAt: 6 });
  expect(findDuty(db, { ...KEY, index: 1n })).toMatchObject({ pass: true });
});

test('the same verdict again gives the stored one, another salt or not; a different one is refused', () => {
  const { db } = testDatabase();
  const first = decideDuty(db, KEY, DECISION, 5);
  const anew = { ...DECISION, salt: bytes('0f'), commitment: bytes('0e') };
  expect(decideDuty(db, KEY, anew, 9)).toEqual(first);
  // Addresses are one however they are written.
  expect(findDuty(db, { ...KEY, validator: VALIDATOR.toLowerCase() as Hex })).toEqual(first);
  for (const change of [{ pass: false }, { utilityPpm: -13n }, { digest: bytes('09') }]) {
    expect(() => decideDuty(db, KEY, { ...DECISION, ...change }, 9)).toThrow('already decided');
  }
  expect(findDuty(db, KEY)).toEqual(first);
});

test('not even SQL makes a second verdict or changes one', () => {
  const { db } = testDatabase();
  decideDuty(db, KEY, DECISION, 5);
  const copy = `INSERT INTO verdicts SELECT * FROM verdicts`;
  expect(() => db.run(copy)).toThrow('UNIQUE');
  expect(() => db.run("UPDATE verdicts SET salt = 'x'")).toThrow('decided once');
  expect(() => db.run('UPDATE verdicts SET pass = 0')).toThrow('decided once');
});

test('duties are listed by epoch and index as numbers, closed ones left out when asked', () => {
  const { db } = testDatabase();
  for (const [epoch, index] of [
    [10n, 0n],
    [9n, 10n],
    [9n, 2n],
  ] as const) {
    decideDuty(db, { ...KEY, epoch, index }, DECISION, 5);
  }
  decideDuty(db, { ...KEY, network: 'other' }, DECISION, 5);
  const filter = { network: 'local-1', validator: VALIDATOR };
  expect(listDuties(db, filter).map((d) => [d.epoch, d.index])).toEqual([
    [9n, 2n],
    [9n, 10n],
    [10n, 0n],
  ]);
  expect(listDuties(db, { ...filter, epoch: 10n })).toHaveLength(1);
  closeDuty(db, { ...KEY, epoch: 10n }, 'rejected', 6);
  expect(listOpenDuties(db, filter)).toHaveLength(2);
});

test('a validator killed with -9 at any moment has every salt that it said it decided', async () => {
  const { db, file } = testDatabase();
  db.close();
  const script = join(import.meta.dirname, 'fixtures', 'decide-forever.ts');
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text;
    if (said.length > 120) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  const last = Number(said.trim().split('\n').at(-1));
  expect(last).toBeGreaterThan(10);
  const after = openDatabase({ file, key: TEST_KEY });
  const duties = listDuties(after, { network: 'n', validator: `0x${'0a'.repeat(20)}` });
  after.close();
  expect(duties.length).toBeGreaterThanOrEqual(last + 1);
  for (const duty of duties) {
    expect(duty.salt).toBe(bytes((Number(duty.index + 1n) % 256).toString(16).padStart(2, '0')));
  }
});
