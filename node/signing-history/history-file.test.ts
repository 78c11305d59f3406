import fc from 'fast-check';
import Libsql from 'libsql';
import { keccak256, stringToHex } from 'viem';
import { expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { exportHistory, importHistory, parseHistory } from './history-file.ts';
import { SigningLedger } from './signing-ledger.ts';
import type { HistoryOwner, Statement } from './statement.ts';

const OWNER = { network: 'n', validator: `0x${'0a'.repeat(20)}` as Hex };
const hash = (text: string): Hex => keccak256(stringToHex(text));
const statements = fc.oneof(
  fc.record({
    kind: fc.constant('attestation' as const),
    epoch: fc.bigInt(1n, 6n),
    round: fc.integer({ min: 1, max: 2 }),
    index: fc.bigInt(0n, 12n),
    hash: fc.constantFrom(hash('a'), hash('b')),
  }),
  fc.record({
    kind: fc.constant('commitment' as const),
    epoch: fc.bigInt(1n, 6n),
    round: fc.integer({ min: 1, max: 2 }),
    question: fc.constantFrom(hash('p'), hash('q')),
    ballots: fc.integer({ min: 1, max: 4 }),
    hash: fc.constantFrom(hash('a'), hash('b')),
  }),
  fc.record({
    kind: fc.constant('salt' as const),
    epoch: fc.bigInt(1n, 6n),
    hash: fc.constantFrom(hash('a'), hash('b')),
  }),
);

function ledgerOf(signed: readonly Statement[], watermark = 0, owner: HistoryOwner = OWNER): SigningLedger {
  const ledger = new SigningLedger(new Libsql(':memory:'));
  if (watermark > 0) ledger.raise(owner, watermark);
  for (const statement of signed) isTaken(ledger, statement, owner);
  return ledger;
}
function isTaken(ledger: SigningLedger, statement: Statement, owner: HistoryOwner = OWNER): boolean {
  try {
    ledger.record(owner, statement, 0);
    return true;
  } catch (error) {
    if (error instanceof LoamError && error.code.startsWith('SIGNING_')) return false;
    throw error;
  }
}
function refusal(work: () => unknown): LoamError {
  try {
    work();
  } catch (error) {
    return error as LoamError;
  }
  throw new Error('it was not refused');
}

test('a history goes out and in again as it was, and signs nothing new up to its watermark', () => {
  fc.assert(
    fc.property(
      fc.array(statements, { maxLength: 25 }),
      fc.integer({ min: 0, max: 3 }),
      (signed, watermark) => {
        const ledger = ledgerOf(signed, watermark);
        const text = exportHistory(ledger, OWNER);
        const other = ledgerOf([]);
        const file = parseHistory(text);
        const done = importHistory(other, OWNER, file, 0);
        expect(done.ignored).toBe(0);
        expect(exportHistory(other, OWNER)).toBe(text);
        for (const statement of signed) {
          // What may be signed after the import could have been signed before it.
          if (isTaken(other, statement)) expect(isTaken(ledger, statement)).toBe(true);
          if (Number(statement.epoch) > file.watermark) expect(file.watermark).toBeLessThan(6);
        }
        expect(isTaken(other, { kind: 'salt', epoch: BigInt(file.watermark), hash: hash('never') })).toBe(
          false,
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('rows that contradict ours are ignored, the others taken; a watermark never falls', () => {
  fc.assert(
    fc.property(
      fc.array(statements, { maxLength: 15 }),
      fc.array(statements, { maxLength: 15 }),
      fc.integer({ min: 0, max: 9 }),
      (mine, theirs, watermark) => {
        const ledger = ledgerOf(mine, watermark);
        const before = ledger.rows(OWNER);
        const file = parseHistory(exportHistory(ledgerOf(theirs), OWNER));
        const done = importHistory(ledger, OWNER, file, 0);
        expect(ledger.rows(OWNER)).toEqual(expect.arrayContaining(before));
        expect(done.taken + done.ignored).toBe(file.signed.length);
        expect(done.watermark).toBe(Math.max(watermark, file.watermark));
        expect(ledger.watermark(OWNER)).toBe(done.watermark);
        // One verdict for each submission, whatever was put together.
        const slots = ledger.rows(OWNER).filter(({ kind }) => kind === 'attestation');
        expect(new Set(slots.map(({ epoch, slot }) => `${epoch} ${slot}`)).size).toBe(slots.length);
        // A second import changes nothing.
        const after = exportHistory(ledger, OWNER);
        importHistory(ledger, OWNER, file, 0);
        expect(exportHistory(ledger, OWNER)).toBe(after);
      },
    ),
    { numRuns: 60 },
  );
});

test('a conflicting row is counted and ours stands', () => {
  const said = (what: string): Statement => ({
    kind: 'attestation',
    epoch: 2n,
    round: 1,
    index: 0n,
    hash: hash(what),
  });
  const ledger = ledgerOf([said('ours')]);
  const file = parseHistory(exportHistory(ledgerOf([said('theirs')]), OWNER));
  expect(importHistory(ledger, OWNER, file, 0)).toEqual({ taken: 0, ignored: 1, watermark: 2 });
  expect(isTaken(ledger, said('ours'))).toBe(true);
  expect(isTaken(ledger, said('theirs'))).toBe(false);
});

test('another network’s or validator’s history is refused', () => {
  const file = parseHistory(exportHistory(ledgerOf([]), OWNER));
  for (const owner of [
    { ...OWNER, network: 'm' },
    { ...OWNER, validator: `0x${'0b'.repeat(20)}` as Hex },
  ])
    expect(refusal(() => importHistory(ledgerOf([]), owner, file, 0)).code).toBe('SIGNING_HISTORY_OTHER');
});

test('whatever is changed in a file is refused in words, and nothing of it taken', () => {
  const text = exportHistory(
    ledgerOf([
      { kind: 'attestation', epoch: 2n, round: 1, index: 5n, hash: hash('a') },
      { kind: 'commitment', epoch: 2n, round: 1, question: hash('p'), ballots: 1, hash: hash('a') },
      { kind: 'salt', epoch: 2n, hash: hash('a') },
    ]),
    OWNER,
  );
  fc.assert(
    fc.property(fc.nat({ max: text.length - 2 }), fc.integer({ min: 33, max: 126 }), (at, code) => {
      const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
      if (changed === text) return;
      const error = refusal(() => parseHistory(changed));
      expect(error.code).toBe('SIGNING_HISTORY_INVALID');
      expect(error.hint).toContain('Nothing was taken');
    }),
    { numRuns: 300 },
  );
  for (const odd of [
    '',
    'null',
    '[]',
    '{}',
    '"x"',
    `${text.slice(0, -3)}`,
    '{"format":"loam-signing-history/2"}',
  ])
    expect(refusal(() => parseHistory(odd)).code).toBe('SIGNING_HISTORY_INVALID');
});
