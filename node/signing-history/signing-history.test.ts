import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { keccak256, recoverTypedDataAddress, stringToHex } from 'viem';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ATTESTATION_TYPES, attestationDomain } from '../../protocol/attestation/attestation-typed-data.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import { openKeystore } from '../keys/open-keystore.ts';
import { guardedSign } from './guarded-sign.ts';
import { markerFile } from './history-marker.ts';
import { historyFile, openSigningHistory, type SigningHistory } from './open-signing-history.ts';
import { SigningLedger } from './signing-ledger.ts';
import type { Statement } from './statement.ts';

const OWNER = { network: 'n', validator: `0x${'0a'.repeat(20)}` as Hex };
const hash = (text: string): Hex => keccak256(stringToHex(text));
const verdict = (said: string, more: { epoch?: bigint; index?: bigint; round?: number } = {}): Statement => ({
  kind: 'attestation',
  epoch: 7n,
  round: 1,
  index: 3n,
  ...more,
  hash: hash(said),
});
const commitment = (said: string, ballots: number, question = 'q', epoch = 7n): Statement => ({
  kind: 'commitment',
  epoch,
  round: 1,
  question: hash(question),
  ballots,
  hash: hash(said),
});

let dir: string;
let histories: SigningHistory[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-signing-'));
  histories = [];
});
afterEach(() => {
  for (const history of histories) history.close();
  rmSync(dir, { recursive: true });
});

function open(more: { acceptEmpty?: boolean; now?: () => number } = {}): SigningHistory {
  const history = openSigningHistory({ dir, ...more });
  histories.push(history);
  return history;
}
function close(history: SigningHistory): void {
  history.close();
  histories = histories.filter((other) => other !== history);
}
function refusal(work: () => unknown): LoamError {
  try {
    work();
  } catch (error) {
    return error as LoamError;
  }
  throw new Error('it was not refused');
}

test.each([10, 1_000])(
  'of %i verdicts on one submission signed at once exactly one is signed',
  async (count) => {
    const history = open();
    const { signer } = await openKeystore({ dir });
    const owner = { ...OWNER, validator: signer.address };
    const typed = (utilityPpm: number) => ({
      domain: attestationDomain(1, OWNER.validator),
      types: ATTESTATION_TYPES,
      primaryType: 'Attestation' as const,
      message: {
        epoch: 7n,
        index: 3n,
        validator: signer.address,
        pass: true,
        utilityPpm,
        uniquenessPpm: 0,
        digest: hash('d'),
        salt: hash('s'),
      },
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: count }, async (_, i) => {
        await new Promise(setImmediate);
        return guardedSign(history, owner, verdict(String(i)), () => signer.signTypedData(typed(i)));
      }),
    );
    const signed = outcomes.flatMap((o, i) => (o.status === 'fulfilled' ? [{ i, signature: o.value }] : []));
    expect(signed).toHaveLength(1);
    const [first] = signed;
    expect(
      await recoverTypedDataAddress({ ...typed(first?.i ?? -1), signature: first?.signature ?? '0x' }),
    ).toBe(signer.address);
    const codes = outcomes.flatMap((o) => (o.status === 'rejected' ? [(o.reason as LoamError).code] : []));
    expect(new Set(codes)).toEqual(new Set(['SIGNING_CONFLICT']));
  },
);

test.each([10, 1_000])('two processes with %i verdicts each sign exactly one between them', async (count) => {
  const run = async (name: string): Promise<{ succeeded: number; told: Record<string, number> }> => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'fixtures', 'sign-many.ts'), dir, name, String(count)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text;
    });
    await new Promise((resolve) => child.once('close', resolve));
    return JSON.parse(said);
  };
  const both = await Promise.all([run('a'), run('b')]);
  expect(both[0].succeeded + both[1].succeeded).toBe(1);
  const conflicts = both.reduce((sum, { told }) => sum + (told.SIGNING_CONFLICT ?? 0), 0);
  expect(conflicts).toBe(2 * count - 1);
});

test('a second opening is refused while the first lasts', () => {
  const first = open();
  expect(refusal(() => open()).code).toBe('SIGNING_HISTORY_IN_USE');
  expect(refusal(() => open({ acceptEmpty: true })).code).toBe('SIGNING_HISTORY_IN_USE');
  close(first);
  open();
});

test('a signature is given again in the same words only', () => {
  const history = open();
  expect(history.record(OWNER, verdict('yes'))).toBe('new');
  expect(history.record(OWNER, verdict('yes'))).toBe('again');
  expect(history.record({ ...OWNER, validator: `0x${'0A'.repeat(20)}` }, verdict('yes'))).toBe('again');
  expect(refusal(() => history.record(OWNER, verdict('no'))).code).toBe('SIGNING_CONFLICT');
  // What is signed does not name the round, so another round gives no second verdict.
  expect(refusal(() => history.record(OWNER, verdict('no', { round: 2 }))).code).toBe('SIGNING_CONFLICT');
  expect(history.record(OWNER, verdict('no', { index: 4n }))).toBe('new');
  expect(history.record({ ...OWNER, network: 'other' }, verdict('no'))).toBe('new');
});

test('a commitment grows, is made anew for another question, and ends with the first verdict of its round', () => {
  const history = open();
  expect(history.record(OWNER, commitment('a', 1))).toBe('new');
  expect(history.record(OWNER, commitment('b', 2))).toBe('new');
  expect(refusal(() => history.record(OWNER, commitment('c', 2))).code).toBe('SIGNING_CONFLICT');
  expect(history.record(OWNER, commitment('d', 1, 'another question'))).toBe('new');
  history.record(OWNER, verdict('yes'));
  expect(refusal(() => history.record(OWNER, commitment('e', 3))).code).toBe('SIGNING_ROUND_OVER');
  expect(history.record(OWNER, commitment('b', 2))).toBe('again');
});

test('it survives a restart', () => {
  const history = open();
  expect(history.isNew).toBe(true);
  history.record(OWNER, verdict('yes'));
  close(history);
  const again = open();
  expect(again).toMatchObject({ isNew: false, hasMoved: false });
  expect(refusal(() => again.record(OWNER, verdict('no'))).code).toBe('SIGNING_CONFLICT');
});

test('a history that is gone while the keys are here refuses to start and says the way out', () => {
  const history = open();
  history.record(OWNER, verdict('yes'));
  close(history);
  rmSync(historyFile(dir));
  const error = refusal(() => open());
  expect(error.code).toBe('SIGNING_HISTORY_MISSING');
  expect(error.hint).toMatch(/history import.*--accept-empty-history/);
  // Refusing changes nothing.
  expect(refusal(() => open()).code).toBe('SIGNING_HISTORY_MISSING');
  const anew = open({ acceptEmpty: true });
  anew.begin(OWNER, 9n);
  expect(anew.ledger.watermark(OWNER)).toBe(10);
  for (const epoch of [7n, 9n, 10n])
    expect(refusal(() => anew.record(OWNER, verdict('no', { epoch }))).code).toBe('SIGNING_BELOW_WATERMARK');
  expect(anew.record(OWNER, verdict('no', { epoch: 11n }))).toBe('new');
  close(anew);
  const later = open();
  later.begin(OWNER, 12n);
  expect(later.ledger.watermark(OWNER)).toBe(10);
});

test('an empty history that was accepted before any network was there still waits', () => {
  close(open());
  rmSync(historyFile(dir));
  close(open({ acceptEmpty: true }));
  const later = open();
  later.begin(OWNER, 5n);
  expect(refusal(() => later.record(OWNER, verdict('no', { epoch: 6n }))).code).toBe(
    'SIGNING_BELOW_WATERMARK',
  );
});

test('an older copy of the file is refused', () => {
  const history = open();
  history.record(OWNER, verdict('yes', { epoch: 1n }));
  close(history);
  copyFileSync(historyFile(dir), join(dir, 'copy'));
  const second = open();
  second.record(OWNER, verdict('yes', { epoch: 2n }));
  close(second);
  copyFileSync(join(dir, 'copy'), historyFile(dir));
  expect(refusal(() => open()).code).toBe('SIGNING_HISTORY_OLD');
});

test('a damaged file is refused and put aside, never deleted, when an empty one is accepted', () => {
  const history = open();
  for (let epoch = 1n; epoch < 60n; epoch++) history.record(OWNER, verdict('yes', { epoch }));
  close(history);
  const bytes = readFileSync(historyFile(dir));
  bytes.fill(0x5a, 2_000, bytes.length - 10);
  writeFileSync(historyFile(dir), bytes);
  expect(refusal(() => open()).code).toBe('SIGNING_HISTORY_DAMAGED');
  open({ acceptEmpty: true }).begin(OWNER, 60n);
  const aside = readdirSync(dir).find((name) => name.includes('aside')) ?? '';
  expect(readFileSync(join(dir, aside)).equals(bytes)).toBe(true);
});

test.each(['', '{', '{"format":"loam-signing-marker/1","id":"x","steps":0}', 'x'.repeat(5_000)])(
  'a marker that is damaged (%.20j) is refused',
  (text) => {
    close(open());
    writeFileSync(markerFile(dir), text);
    expect(refusal(() => open()).code).toBe('SIGNING_HISTORY_DAMAGED');
  },
);

test('a copy of the folder is known by its place', () => {
  const history = open();
  history.alive(OWNER);
  history.record(OWNER, verdict('yes'));
  close(history);
  const other = mkdtempSync(join(tmpdir(), 'loam-signing-'));
  try {
    for (const file of [historyFile, markerFile]) copyFileSync(file(dir), file(other));
    let copy = openSigningHistory({ dir: other });
    expect(copy).toMatchObject({ isNew: false, hasMoved: true });
    copy.close();
    // What the original did a moment ago is no sign of life here, neither now nor after a restart.
    copy = openSigningHistory({ dir: other });
    expect(copy.hasMoved).toBe(false);
    expect(copy.absence(OWNER)).toBeUndefined();
    copy.close();
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('absence is counted from the last sign of life; a clock that was set back counts as unknown', () => {
  let now = 1_000;
  const history = open({ now: () => now });
  expect(history.absence(OWNER)).toBeUndefined();
  history.alive(OWNER);
  now = 5_000;
  expect(history.absence(OWNER)).toBe(4_000);
  now = 500;
  expect(history.absence(OWNER)).toBeUndefined();
});

test('not even SQL changes what was signed or lowers a watermark', () => {
  const db = new Libsql(':memory:');
  const ledger = new SigningLedger(db);
  ledger.record(OWNER, verdict('yes'), 0);
  ledger.raise(OWNER, 3);
  expect(() => db.exec("UPDATE signed SET hash = '0x'")).toThrow('stays');
  expect(() => db.exec('DELETE FROM signed')).toThrow('kept');
  expect(() => db.exec('UPDATE watermarks SET epoch = 2')).toThrow('never falls');
  expect(() => db.exec('DELETE FROM watermarks')).toThrow('never falls');
  ledger.raise(OWNER, 1);
  expect(ledger.watermark(OWNER)).toBe(3);
});

test('a process killed with -9 while it signs has every verdict that it said it signed, and starts again', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'sign-forever.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text;
    if (said.length > 60) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  const last = Number(said.trim().split('\n').at(-1));
  expect(last).toBeGreaterThan(10);
  const history = open();
  expect(history.ledger.rows(OWNER).length).toBeGreaterThanOrEqual(last);
  for (let epoch = 1n; epoch <= last; epoch++)
    expect(refusal(() => history.record(OWNER, verdict('no', { epoch, index: 0n }))).code).toBe(
      'SIGNING_CONFLICT',
    );
});
