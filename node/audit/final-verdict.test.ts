import { expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { Seat } from '../chain/reads/read-committee.ts';
import type { Reveal } from '../chain/reads/read-reveals.ts';
import { agreeingSeats, finalVerdict } from './final-verdict.ts';

const RULES = {
  sizes: [3, 6, 12, 0],
  leads: [2, 4, 0],
  minUtilityPpm: 1_000,
  rejectBps: 0,
  dissentBps: 0,
  silenceBps: 0,
  unopenedBps: 0,
  bountyBps: 0,
} as const;

const address = (node: number): Hex => `0x${node.toString(16).padStart(40, '0')}`;
const seat = (node: number, seats: number): Seat => ({ validator: address(node), node, seats, round: 1 });
const reveal = (node: number, utilityPpm: number): Reveal => ({
  epoch: 1n,
  index: 0n,
  validator: address(node).toUpperCase().replace('0X', '0x') as Hex,
  pass: true,
  utilityPpm,
  uniquenessPpm: 1_000_000,
  digest: `0x${utilityPpm.toString(16).padStart(64, '0')}`,
  salt: `0x${'00'.repeat(32)}`,
  root: '0x',
  round: 1,
  hash: '0x',
});

test('two of three decide, a silent one takes nothing away', () => {
  const committee = [seat(1, 1), seat(2, 1), seat(3, 1)];
  expect(finalVerdict(RULES, committee, [reveal(1, 7), reveal(2, 7)])).toMatchObject({ utilityPpm: 7 });
  expect(finalVerdict(RULES, committee, [reveal(1, 7), reveal(2, 7), reveal(3, 8)])).toBeUndefined();
  expect(finalVerdict(RULES, committee, [reveal(1, 7)])).toBeUndefined();
});

test('a seat is a vote: whoever holds two has two', () => {
  const committee = [seat(1, 2), seat(2, 1)];
  const reveals = [reveal(1, 7)];
  const verdict = finalVerdict(RULES, committee, reveals);
  expect(verdict).toMatchObject({ utilityPpm: 7 });
  expect([...agreeingSeats(verdict, committee, reveals)]).toEqual([[address(1), 2n]]);
});

test('in a larger committee another lead decides, in the last one more than half', () => {
  const six = [1, 2, 3, 4, 5, 6].map((node) => seat(node, 1));
  const fiveToOne = [...[1, 2, 3, 4, 5].map((node) => reveal(node, 7)), reveal(6, 8)];
  expect(finalVerdict(RULES, six, fiveToOne)).toMatchObject({ utilityPpm: 7 });
  expect(finalVerdict(RULES, six, fiveToOne.slice(2))).toBeUndefined();
  const twelve = Array.from({ length: 12 }, (_, i) => seat(i + 1, 1));
  const seven = Array.from({ length: 7 }, (_, i) => reveal(i + 1, 7));
  expect(finalVerdict(RULES, twelve, seven)).toMatchObject({ utilityPpm: 7 });
  expect(finalVerdict(RULES, twelve, seven.slice(1))).toBeUndefined();
});

test('strangers have no vote, and without a verdict nobody agreed', () => {
  const committee = [seat(1, 1), seat(2, 1), seat(3, 1)];
  expect(finalVerdict(RULES, committee, [reveal(1, 7), reveal(9, 7), reveal(8, 7)])).toBeUndefined();
  expect(agreeingSeats(undefined, committee, [reveal(1, 7)]).size).toBe(0);
});
