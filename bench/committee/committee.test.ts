import { expect, test } from 'vitest';
import { chainRules } from '../../protocol/chain/chain-rules.ts';
import { LOCAL_NETWORK_PARAMETERS } from '../../protocol/chain/local-parameters.ts';
import { changeParameters } from '../../protocol/chain/network-parameters.ts';
import { PUBLIC_NETWORK_PARAMETERS } from '../../protocol/chain/public-parameters.ts';
import { Random } from '../../worker/random/random.ts';
import { DecisionTable } from './decision-table.ts';
import { expectedLazyProfit, meanProfit, type Workplace } from './freeloading.ts';
import { honestShare, properPayment, publishedPayment } from './honesty.ts';
import { Population } from './population.ts';
import { exactOutcome, simulate } from './simulate.ts';
import { greatestSplitGain } from './splitting.ts';

const rules = chainRules(PUBLIC_NETWORK_PARAMETERS);
const large = new DecisionTable(rules.committee);
const small = new DecisionTable(chainRules(LOCAL_NETWORK_PARAMETERS).committee);
const single = new DecisionTable({ ...rules.committee, sizes: [3, 0, 0, 0], leads: [0, 0, 0] });
const place: Workplace = {
  submissions: 1000,
  canaries: 0.05,
  committee: rules.committee,
  validatorsLoam: 150,
  bondLoam: 1000,
};

test('independent seats: the arithmetic of a single committee of three', () => {
  const { wrong, unresolved, meanSeats } = exactOutcome(0.2, 0, single);
  expect(wrong).toBeCloseTo(0.2 ** 3 + 3 * 0.2 ** 2 * 0.8, 12);
  expect(unresolved).toBe(0);
  expect(meanSeats).toBe(3);
});

test('nobody dissents: the first stage decides', () => {
  expect(exactOutcome(0, 0, large)).toEqual({ wrong: 0, unresolved: 0, meanSeats: 6 });
});

test('a unanimous first stage of colluders passes, whatever comes later', () => {
  const { wrong } = exactOutcome(0.2, 0, large);
  expect(wrong).toBeGreaterThan(0.2 ** 6);
  expect(wrong).toBeLessThan(0.2 ** 6 + 1e-5);
});

test('the simulation agrees with the arithmetic where events are frequent', () => {
  const random = Random.fromSeed(7);
  const population = Population.varied(1000, 0.3, random);
  const outcome = simulate(population, small, 100_000, 0, random);
  const exact = exactOutcome(0.3, 0, small);
  expect(outcome.wrong / exact.wrong).toBeGreaterThan(0.95);
  expect(outcome.wrong / exact.wrong).toBeLessThan(1.05);
  expect(outcome.meanSeats).toBeCloseTo(exact.meanSeats, 1);
});

test('silence grows committees and nothing else', () => {
  const random = Random.fromSeed(8);
  const outcome = simulate(Population.varied(500, 0, random), large, 50_000, 0.05, random);
  const exact = exactOutcome(0, 0.05, large);
  expect(outcome.wrong).toBe(0);
  expect(outcome.meanSeats).toBeCloseTo(exact.meanSeats, 0);
});

test('seats come from their stretches in proportion to weight, never from the learner', () => {
  const random = Random.fromSeed(9);
  const population = new Population([1, 2, 3, 4], 0, random);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) {
    const node = population.draw(0, 1, -1);
    counts[node] = (counts[node] as number) + 1;
  }
  expect(counts.map((n) => Math.round(n / 2000)).sort()).toEqual([1, 2, 3, 4]);
  for (let i = 0; i < 1000; i++) expect(population.draw(i % 6, 6, 2)).not.toBe(2);
});

test('colluders have their share of the weight', () => {
  const random = Random.fromSeed(10);
  const population = Population.varied(1000, 0.25, random);
  let colluding = 0;
  for (let i = 0; i < 100_000; i++) colluding += population.colluding[population.draw(0, 1, -1)] as number;
  expect(colluding / 100_000).toBeCloseTo(0.25, 2);
});

test('honesty is best with the proper score and never with the published factor', () => {
  const cap = BigInt(rules.score.utilityCapPpm);
  expect(honestShare(properPayment(rules.score), cap)).toBe(1);
  expect(honestShare(publishedPayment(rules.score), cap)).toBe(0);
});

test('splitting loses up to the cap, gains nothing above it, and pays with the published curve', () => {
  const published = chainRules(
    changeParameters(PUBLIC_NETWORK_PARAMETERS, { stakes: { curve: 'Logarithm' } }),
  );
  const cap = rules.stake.stakeCap;
  for (const minUtility of [0n, 1000n]) {
    expect(greatestSplitGain(rules, minUtility, [cap / 10n, cap / 2n, cap])).toBeLessThan(0);
    expect(greatestSplitGain(rules, minUtility, [cap + 1n, 2n * cap, 100n * cap])).toBeLessThanOrEqual(0);
  }
  expect(greatestSplitGain(published, 1000n, [cap])).toBeGreaterThan(1);
});

test.each([
  ['lazy', 0],
  ['echo', 0.1],
  ['copy', 0.1],
] as const)('a validator that is %s loses, an honest one earns', (strategy, colluders) => {
  const random = Random.fromSeed(11);
  const population = new Population(Array(100).fill(1_000_000), colluders, random);
  expect(meanProfit(strategy, population, large, place, 10, random)).toBeLessThan(-100);
  expect(meanProfit('honest', population, large, place, 10, random)).toBeGreaterThan(1);
});

test('without canaries laziness would pay', () => {
  const random = Random.fromSeed(12);
  const population = new Population(Array(100).fill(1_000_000), 0, random);
  const blind = { ...place, canaries: 0 };
  expect(meanProfit('lazy', population, large, blind, 10, random)).toBeGreaterThan(0);
  expect(expectedLazyProfit(0.01, large, blind)).toBeCloseTo(1.5, 6);
});
