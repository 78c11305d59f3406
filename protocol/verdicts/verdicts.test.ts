import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCAL_NETWORK_PARAMETERS } from '../chain/local-parameters.ts';
import { PUBLIC_NETWORK_PARAMETERS } from '../chain/public-parameters.ts';
import { decides, lastStage } from './lead-rule.ts';
import { type Ballot, tally, type Verdict, verdictKey } from './tally.ts';

const large = PUBLIC_NETWORK_PARAMETERS.committees;
const small = LOCAL_NETWORK_PARAMETERS.committees;
const verdict = (n: number): Verdict => ({
  pass: true,
  utilityPpm: n,
  uniquenessPpm: 1_000_000,
  digest: `0x${n.toString(16).padStart(64, '0')}`,
});

test('stages end where sizes do', () => {
  expect(lastStage(large)).toBe(4);
  expect(lastStage(small)).toBe(3);
  expect(lastStage({ ...small, sizes: [3, 0, 0, 0] })).toBe(1);
});

test.each([
  ['all six agree', 1, 6, 6, 0, true],
  ['one of six is silent', 1, 6, 5, 0, false],
  ['lead of eight', 2, 12, 10, 2, true],
  ['lead of seven', 2, 12, 9, 2, false],
  ['lead of ten', 3, 24, 17, 7, true],
  ['lead of nine', 3, 24, 16, 7, false],
  ['half in the last stage', 4, 48, 24, 0, false],
  ['more than half in the last stage', 4, 48, 25, 23, true],
  ['nobody said anything', 1, 6, 0, 0, false],
])('%s', (_name, stage, seats, leading, others, expected) => {
  expect(decides(large, { stage, seats, leading, others })).toBe(expected);
});

test('two verdicts of one committee never decide both', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(48), fc.nat(48), (stage, a, b) => {
      const seats = large.sizes[stage - 1] as number;
      fc.pre(a + b <= seats);
      const first = decides(large, { stage, seats, leading: a, others: b });
      const second = decides(large, { stage, seats, leading: b, others: a });
      expect(first && second).toBe(false);
    }),
  );
});

test('a node with two seats has two votes', () => {
  expect(
    tally(
      [7, 8, 7, 9],
      [
        { node: 8, verdict: verdict(1) },
        { node: 7, verdict: verdict(2) },
        { node: 9, verdict: verdict(1) },
      ],
    ),
  ).toEqual({ verdict: verdict(2), leading: 2, others: 2 });
});

test('nobody has no verdict', () => {
  expect(tally([1, 2], [])).toEqual({ verdict: undefined, leading: 0, others: 0 });
});

test('each part of a verdict counts, of the digest the first ten bytes', () => {
  const key = verdictKey(verdict(1));
  expect(verdictKey({ ...verdict(1), pass: false })).not.toBe(key);
  expect(verdictKey({ ...verdict(1), utilityPpm: 2 })).not.toBe(key);
  expect(verdictKey({ ...verdict(1), uniquenessPpm: 2 })).not.toBe(key);
  expect(verdictKey({ ...verdict(1), digest: `0x${'00'.repeat(9)}01${'00'.repeat(22)}` })).not.toBe(key);
  expect(verdictKey({ ...verdict(1), digest: `0x${'00'.repeat(10)}01${'00'.repeat(21)}` })).toBe(key);
});

test('the leading verdict has most seats, and every opened seat is counted', () => {
  const seatsOf = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 48 });
  fc.assert(
    fc.property(seatsOf, fc.array(fc.nat(3), { maxLength: 8 }), (seats, stated) => {
      const ballots: Ballot[] = stated.map((n, i) => ({ node: i + 1, verdict: verdict(n) }));
      const { leading, others } = tally(seats, ballots);
      const opened = seats.filter((node) => node <= stated.length);
      expect(leading + others).toBe(opened.length);
      const most = [0, 1, 2, 3].map((n) => opened.filter((node) => stated[node - 1] === n).length);
      expect(leading).toBe(Math.max(...most));
    }),
  );
});
