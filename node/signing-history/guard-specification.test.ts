import Libsql from 'libsql';
import { keccak256, stringToHex } from 'viem';
import { expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { SigningLedger } from './signing-ledger.ts';
import type { Statement } from './statement.ts';

const OWNER = { network: 'n', validator: `0x${'0a'.repeat(20)}` as Hex };
const [A, B, P, Q] = ['a', 'b', 'p', 'q'].map((text) => keccak256(stringToHex(text))) as [Hex, Hex, Hex, Hex];

/** Something that can happen to a history. */
type Event = { readonly sign: Statement } | { readonly raise: number };

const attest = (epoch: bigint, hash: Hex, round = 1): Event => ({
  sign: { kind: 'attestation', epoch, round, index: 0n, hash },
});
const commit = (hash: Hex, ballots: number, question: Hex): Event => ({
  sign: { kind: 'commitment', epoch: 1n, round: 1, question, ballots, hash },
});
const DOMAIN: readonly Event[] = [
  attest(1n, A),
  attest(1n, B),
  attest(1n, B, 2),
  attest(2n, A),
  commit(A, 1, P),
  commit(B, 1, P),
  commit(B, 2, P),
  commit(A, 1, Q),
  { sign: { kind: 'salt', epoch: 1n, hash: A } },
  { sign: { kind: 'salt', epoch: 1n, hash: B } },
  { raise: 0 },
  { raise: 1 },
];
const DEPTH = 4;

/** What the guard should do, said over the plain list of everything that happened, without any table. */
function specification(past: readonly Event[], { sign }: { readonly sign: Statement }): boolean {
  const accepted: Statement[] = [];
  let watermark = -1;
  for (const event of past) {
    if ('raise' in event) watermark = Math.max(watermark, event.raise);
    // What is said again adds nothing: its round is that of the first time.
    else if (!accepted.some((old) => equal(old, event.sign)) && isAllowed(accepted, watermark, event.sign))
      accepted.push(event.sign);
  }
  return isAllowed(accepted, watermark, sign);
}

function isAllowed(accepted: readonly Statement[], watermark: number, next: Statement): boolean {
  for (const past of accepted) if (equal(past, next)) return true;
  if (Number(next.epoch) <= watermark) return false;
  for (const past of accepted) {
    if (past.epoch !== next.epoch) continue;
    if (next.kind === 'attestation' && past.kind === 'attestation' && past.index === next.index) return false;
    if (next.kind === 'salt' && past.kind === 'salt') return false;
    if (next.kind !== 'commitment') continue;
    if (past.kind === 'attestation' && past.round === next.round) return false;
    if (past.kind !== 'commitment' || past.round !== next.round) continue;
    if (past.question === next.question && past.ballots >= next.ballots) return false;
  }
  return true;
}

/** The same words: for an attestation the round is not among them. */
function equal(a: Statement, b: Statement): boolean {
  if (a.kind !== b.kind || a.epoch !== b.epoch || a.hash !== b.hash) return false;
  if (a.kind === 'attestation' && b.kind === 'attestation') return a.index === b.index;
  if (a.kind === 'commitment' && b.kind === 'commitment')
    return a.round === b.round && a.question === b.question && a.ballots === b.ballots;
  return true;
}

test('the guard equals a naive specification over every history of a small domain', () => {
  const db = new Libsql(':memory:');
  const ledger = new SigningLedger(db);
  let histories = 0;
  let refused = 0;
  const goOn = (past: readonly Event[]): void => {
    if (past.length === DEPTH) return;
    for (const event of DOMAIN) {
      histories++;
      db.exec(`SAVEPOINT s${past.length}`);
      if ('raise' in event) ledger.raise(OWNER, event.raise);
      else {
        const allowed = isTaken(ledger, event.sign);
        if (!allowed) refused++;
        if (allowed !== specification(past, event)) expect([...past, event, allowed]).toBe('as specified');
      }
      goOn([...past, event]);
      db.exec(`ROLLBACK TO s${past.length}; RELEASE s${past.length}`);
    }
  };
  goOn([]);
  db.close();
  expect(histories).toBe(12 + 12 ** 2 + 12 ** 3 + 12 ** 4);
  // Both answers are common, so that neither a guard that refuses all nor one that takes all would pass.
  expect(refused).toBeGreaterThan(histories / 10);
  expect(refused).toBeLessThan((histories * 9) / 10);
});

function isTaken(ledger: SigningLedger, statement: Statement): boolean {
  try {
    ledger.record(OWNER, statement, 0);
    return true;
  } catch (error) {
    if (error instanceof LoamError && error.code.startsWith('SIGNING_')) return false;
    throw error;
  }
}
