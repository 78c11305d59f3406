import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainRules } from '../chain/chain-rules.ts';
import { LOCAL_NETWORK_PARAMETERS } from '../chain/local-parameters.ts';
import { changeParameters } from '../chain/network-parameters.ts';
import { PUBLIC_NETWORK_PARAMETERS } from '../chain/public-parameters.ts';
import { bucketOf, EMPTY_BUCKET, meanOf, recorded } from './calibration-buckets.ts';
import { rewardWeight } from './reward-weight.ts';
import { properScore, score, sigmoidScore } from './score.ts';
import { stakeFactor } from './stake-factor.ts';

const proper = chainRules(PUBLIC_NETWORK_PARAMETERS);
const published = chainRules(
  changeParameters(PUBLIC_NETWORK_PARAMETERS, {
    scores: { method: 'Sigmoid' },
    stakes: { curve: 'Logarithm' },
  }),
);
const cap = BigInt(proper.score.utilityCapPpm);
const utility = fc.bigInt(-(2n ** 31n), 1_000_000n);
const accepted = fc.bigInt(BigInt(proper.committee.minUtilityPpm), cap);
const confidence = fc.bigInt(0n, 1_000_000n);

test('the published factor: twice σ of the distance to the bucket’s mean', () => {
  expect(sigmoidScore(50_000n, 50_000n, published.score)).toBe(50_000_000n);
  const [low, high] = [50_000n, 450_000n].map((mean) => Number(sigmoidScore(50_000n, mean, published.score)));
  expect(low).toBeCloseTo(50_000_000, -1);
  expect(high).toBeCloseTo((50_000_000 * 2) / (1 + Math.exp(5 * 0.4)), -1);
  expect(score(50_000n, 0n, published.score, EMPTY_BUCKET)).toBe(50_000_000n);
});

test('a score is never negative, whatever was stated', () => {
  fc.assert(
    fc.property(utility, confidence, fc.bigInt(-(2n ** 31n), 1_000_000n), (u, c, mean) => {
      const bucket = { sumPpm: mean * 7n, count: 7n };
      for (const rules of [proper.score, published.score])
        expect(score(u, c, rules, bucket) >= 0n).toBe(true);
    }),
  );
});

test('among two accepted outcomes, stating their mean is at least as good as anything else', () => {
  fc.assert(
    fc.property(accepted, accepted, fc.integer({ min: 1, max: 9 }), confidence, (a, b, tenths, stated) => {
      const expected = (c: bigint): bigint =>
        properScore(a, c, proper.score) * BigInt(tenths) +
        properScore(b, c, proper.score) * BigInt(10 - tenths);
      const mean = a * BigInt(tenths) + b * BigInt(10 - tenths);
      const honest = (mean * 1_000_000n) / (10n * cap);
      // Ten roundings of at most one unit.
      expect(expected(honest) + 10n >= expected(stated)).toBe(true);
      // From two thousandths of the cap on a wrong word costs more than roundings hide.
      const away = stated > honest ? stated - honest : honest - stated;
      if (away >= 2000n) expect(expected(honest) > expected(stated)).toBe(true);
    }),
  );
});

test.each([
  ['local', LOCAL_NETWORK_PARAMETERS],
  ['public', PUBLIC_NETWORK_PARAMETERS],
])('%s rules: an accepted update scores more than nothing and at most its utility', (_name, parameters) => {
  const rules = chainRules(parameters);
  fc.assert(
    fc.property(fc.bigInt(BigInt(rules.committee.minUtilityPpm), cap), confidence, (u, c) => {
      const scored = properScore(u, c, rules.score);
      expect(scored > 0n && scored <= u * 1000n).toBe(true);
    }),
  );
});

test('buckets are tenths of confidence with running means', () => {
  expect([0n, 99_999n, 100_000n, 999_999n, 1_000_000n].map(bucketOf)).toEqual([0n, 0n, 1n, 9n, 9n]);
  const bucket = [3n, -8n].reduce(recorded, EMPTY_BUCKET);
  expect(meanOf(bucket)).toBe(-2n);
  expect(meanOf(EMPTY_BUCKET)).toBe(0n);
});

test('stakes count from the entry to the cap, or by their logarithm', () => {
  const { minStake, stakeCap, entryStake } = proper.stake;
  expect(
    [0n, entryStake, minStake, stakeCap, stakeCap * 9n].map((s) => stakeFactor(s, proper.stake)),
  ).toEqual([0n, 0n, minStake - entryStake, stakeCap - entryStake, stakeCap - entryStake]);
  expect(Number(stakeFactor(minStake, published.stake)) / 1e6).toBeCloseTo(Math.log(1001), 5);
});

test('splitting a stake below the cap never counts more', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, proper.stake.stakeCap), fc.bigInt(2n, 100n), (stake, parts) => {
      const split = stakeFactor(stake / parts, proper.stake) * parts;
      expect(split <= stakeFactor(stake, proper.stake)).toBe(true);
    }),
  );
});

test('a copy weighs nothing, a name a twentieth more', () => {
  const input = {
    utilityPpm: 40_000n,
    confidencePpm: 80_000n,
    stake: proper.stake.stakeCap,
    uniquenessPpm: 1_000_000n,
    reputationPpm: 0n,
    bucket: EMPTY_BUCKET,
  };
  const weight = rewardWeight(input, proper);
  expect(weight).toBe(40_000n * 9_500n);
  expect(rewardWeight({ ...input, uniquenessPpm: 0n }, proper)).toBe(0n);
  expect(rewardWeight({ ...input, reputationPpm: 1_000_000n }, proper)).toBe((weight * 105n) / 100n);
});

test('refuses a confidence above one', () => {
  expect(() => score(1n, 1_000_001n, proper.score, EMPTY_BUCKET)).toThrow(
    expect.objectContaining({ code: 'CONFIDENCE_RANGE' }),
  );
});
