import { chainRules } from '../../../protocol/chain/chain-rules.ts';
import { LOCAL_NETWORK_PARAMETERS } from '../../../protocol/chain/local-parameters.ts';
import { changeParameters } from '../../../protocol/chain/network-parameters.ts';
import { PUBLIC_NETWORK_PARAMETERS } from '../../../protocol/chain/public-parameters.ts';
import { votingPower } from '../../../protocol/governance/voting-power.ts';
import {
  decayedReputation,
  drawWeight,
  grownReputation,
  powerPpm,
} from '../../../protocol/reputation/reputation.ts';
import { emissionOf, emittedFor } from '../../../protocol/rewards/emission.ts';
import { learnerDue, splitReward, validatorDue } from '../../../protocol/rewards/reward-shares.ts';
import { bucketOf, EMPTY_BUCKET, meanOf, recorded } from '../../../protocol/scoring/calibration-buckets.ts';
import { expWad, lnWad, WAD } from '../../../protocol/scoring/fixed-point.ts';
import { rewardWeight } from '../../../protocol/scoring/reward-weight.ts';
import { clippedUtility, properScore, sigmoidScore } from '../../../protocol/scoring/score.ts';
import { stakeFactor } from '../../../protocol/scoring/stake-factor.ts';
import { decides } from '../../../protocol/verdicts/lead-rule.ts';
import { group, pseudoRandom, pseudoRandoms, type VectorGroup } from './vector-group.ts';

const PPM = 1_000_000n;
const LOAM = 10n ** 18n;
const MAX_STAKE = 2n ** 64n - 1n;
/** Utilities that a verdict can state: the ends, both sides of zero and of the usual bounds. */
const UTILITIES = [-(2n ** 31n), -1n, 0n, 1n, 999n, 1_000n, 20_000n, 499_999n, 500_000n, 500_001n, PPM];
const CONFIDENCES = [0n, 1n, 99_999n, 100_000n, 500_000n, 999_999n, PPM];
const STAKES = [
  0n,
  1n,
  999n,
  1_000n,
  49_999_999n,
  50_000_000n,
  50_000_001n,
  100_000_000n,
  1_000_000_000n,
  1_000_000_001n,
  MAX_STAKE,
];
const local = chainRules(LOCAL_NETWORK_PARAMETERS);
const published = chainRules(
  changeParameters(LOCAL_NETWORK_PARAMETERS, {
    scores: { method: 'Sigmoid' },
    stakes: { curve: 'Logarithm' },
  }),
);

/** Vectors of the arithmetic that TypeScript and Solidity share. */
export function numberVectors(): Readonly<Record<string, VectorGroup>> {
  return {
    expWad: group(
      'int256 x, int256 y',
      exponents().map((x) => ({ x, y: expWad(x) })),
    ),
    lnWad: group(
      'int256 x, int256 y',
      logarithms().map((x) => ({ x, y: lnWad(x) })),
    ),
    scores: scores(),
    buckets: buckets(),
    stakeFactors: stakeFactors(),
    weights: weights(),
    publishedWeights: publishedWeights(),
    powers: powers(),
    decays: decays(),
    drawWeights: group(
      'uint256 stake, uint256 reputationPpm, uint64 weight',
      STAKES.flatMap((stake) =>
        [0n, 1n, 123_456n, 999_999n, PPM]
          .map((reputationPpm) => ({ stake, reputationPpm, weight: drawWeight(stake, reputationPpm) }))
          .filter(({ weight }) => weight < 2n ** 64n),
      ),
    ),
    growth: growth(),
    emissions: emissions(),
    votes: votes(),
    dues: dues(),
    decisions: decisions(),
  };
}

function exponents(): bigint[] {
  const ends = [-41446531673892822313n, -41446531673892822312n, 135305999368893231588n, -(2n ** 255n)];
  const around = [0n, 1n, -1n, WAD, -WAD, 40n * WAD, -40n * WAD];
  return [...ends, ...around, ...pseudoRandoms('exp', 40, 176n * WAD).map((x) => x - 41n * WAD)];
}

function logarithms(): bigint[] {
  const ends = [1n, 2n, WAD - 1n, WAD, WAD + 1n, 2n ** 96n, 2n ** 255n - 1n];
  const sizes = Array.from({ length: 40 }, (_, i) => 1n + pseudoRandom('ln', i, 2n ** BigInt(6 * i + 2)));
  return [...ends, ...sizes];
}

function scores(): VectorGroup {
  const rules = [
    local.score,
    { method: 0, penaltyPpm: 0, utilityCapPpm: 1, steepnessMilli: 0 },
    { method: 0, penaltyPpm: 1_000_000, utilityCapPpm: 1_000_000, steepnessMilli: 10_000_000 },
    { method: 0, penaltyPpm: 333_333, utilityCapPpm: 77_777, steepnessMilli: 1 },
  ];
  const means = [-(2n ** 31n), -1n, 0n, 50_000n, PPM];
  return group(
    'uint32 penaltyPpm, uint32 utilityCapPpm, uint32 steepnessMilli, int256 utilityPpm, uint256 confidencePpm, int256 meanPpm, uint256 clipped, uint256 proper, uint256 sigmoid',
    rules.flatMap((rule) =>
      UTILITIES.flatMap((utilityPpm) =>
        CONFIDENCES.map((confidencePpm, i) => {
          const meanPpm = means[i % means.length] as bigint;
          const clipped = clippedUtility(utilityPpm, BigInt(rule.utilityCapPpm));
          return {
            penaltyPpm: rule.penaltyPpm,
            utilityCapPpm: rule.utilityCapPpm,
            steepnessMilli: rule.steepnessMilli,
            utilityPpm,
            confidencePpm,
            meanPpm,
            clipped,
            proper: properScore(clipped, confidencePpm, rule),
            sigmoid: sigmoidScore(clipped, meanPpm, rule),
          };
        }),
      ),
    ),
  );
}

/** Accepted utilities one after the other, and what their bucket is then. */
function buckets(): VectorGroup {
  const known = new Map<bigint, typeof EMPTY_BUCKET>();
  return group(
    'int256 utilityPpm, uint256 confidencePpm, uint256 bucket, int256 meanPpm, uint256 count',
    UTILITIES.flatMap((utilityPpm, i) =>
      CONFIDENCES.slice(i % 3).map((confidencePpm) => {
        const bucket = bucketOf(confidencePpm);
        const after = recorded(known.get(bucket) ?? EMPTY_BUCKET, utilityPpm);
        known.set(bucket, after);
        return { utilityPpm, confidencePpm, bucket, meanPpm: meanOf(after), count: after.count };
      }),
    ),
  );
}

function stakeFactors(): VectorGroup {
  const rules = [
    local.stake,
    published.stake,
    { ...local.stake, minStake: 1_000n, stakeCap: 1_000n, entryStake: 999n },
    { ...local.stake, stakeCap: MAX_STAKE, entryStake: 0n },
  ];
  return group(
    'uint64 stakeCap, uint64 entryStake, uint8 curve, uint256 stake, uint256 factor',
    rules.flatMap((rule) =>
      STAKES.map((stake) => ({
        stakeCap: rule.stakeCap,
        entryStake: rule.entryStake,
        curve: rule.curve,
        stake,
        factor: stakeFactor(stake, rule),
      })),
    ),
  );
}

const WEIGHT_FIELDS =
  'int256 utilityPpm, uint256 confidencePpm, uint256 stake, uint256 uniquenessPpm, uint256 reputationPpm, uint64 weight';

function weightInputs() {
  return UTILITIES.flatMap((utilityPpm, i) =>
    CONFIDENCES.map((confidencePpm, j) => ({
      utilityPpm,
      confidencePpm,
      stake: STAKES[(3 * i + j) % STAKES.length] as bigint,
      uniquenessPpm: [0n, 1n, 300_000n, PPM][(i + j) % 4] as bigint,
      reputationPpm: [0n, 777_777n, PPM][(i + 2 * j) % 3] as bigint,
    })),
  );
}

/** By the default rules. */
function weights(): VectorGroup {
  return group(
    WEIGHT_FIELDS,
    weightInputs().map((input) => ({
      ...input,
      weight: rewardWeight({ ...input, bucket: EMPTY_BUCKET }, local),
    })),
  );
}

/** By the published rules: each is weighed, then recorded. */
function publishedWeights(): VectorGroup {
  const known = new Map<bigint, typeof EMPTY_BUCKET>();
  return group(
    WEIGHT_FIELDS,
    weightInputs().map((input) => {
      const at = bucketOf(input.confidencePpm);
      const bucket = known.get(at) ?? EMPTY_BUCKET;
      known.set(at, recorded(bucket, input.utilityPpm));
      return { ...input, weight: rewardWeight({ ...input, bucket }, published) };
    }),
  );
}

function powers(): VectorGroup {
  return group(
    'uint256 ppm, uint256 n, uint256 result',
    [0n, 1n, 500_000n, 980_000n, 999_999n, PPM].flatMap((ppm) =>
      [0n, 1n, 2n, 3n, 34n, 35n, 1_000n, 4_294_967_295n].map((n) => ({ ppm, n, result: powerPpm(ppm, n) })),
    ),
  );
}

function decays(): VectorGroup {
  return group(
    'uint256 valuePpm, uint256 decayPpm, uint256 epochs, uint256 result',
    [0n, 1n, 123_457n, PPM].flatMap((valuePpm) =>
      [0n, 980_000n, 999_999n, PPM].flatMap((decayPpm) =>
        [0n, 1n, 7n, 200n, 4_294_967_295n].map((epochs) => ({
          valuePpm,
          decayPpm,
          epochs,
          result: decayedReputation(valuePpm, decayPpm, epochs),
        })),
      ),
    ),
  );
}

/** Gains of one node within one epoch, one after the other. */
function growth(): VectorGroup {
  let stored = { valuePpm: 0n, epoch: 0n, gainPpm: 0n };
  return group(
    'uint256 gainPpm, uint256 reputationPpm',
    [0n, 1n, 50_000n, 49_998n, 1n, 1n, PPM].map((gainPpm) => {
      stored = grownReputation(stored, 0n, gainPpm, local.reputation);
      return { gainPpm, reputationPpm: stored.valuePpm };
    }),
  );
}

function emissions(): VectorGroup {
  const schedules = [
    { firstEmission: 1000n * LOAM, halvingEpochs: 10_000n, cap: 30_000_000n * LOAM },
    { firstEmission: 1n, halvingEpochs: 1n, cap: 2n },
    { firstEmission: 2n ** 89n + 1n, halvingEpochs: 3n, cap: 1_000_000_000n * LOAM },
    { firstEmission: 0n, halvingEpochs: 7n, cap: 0n },
  ];
  return group(
    'uint256 firstEmission, uint256 halvingEpochs, uint256 cap, uint256 supply, uint256 epoch, uint256 scheduled, uint256 minted',
    schedules.flatMap((schedule) =>
      [1n, 2n, 3n, 4n, 10_000n, 10_001n, 2n ** 32n].flatMap((epoch) =>
        [0n, schedule.cap / 2n, schedule.cap].map((supply) => ({
          ...schedule,
          supply,
          epoch,
          scheduled: emissionOf(schedule, epoch),
          minted: emittedFor(schedule, epoch, supply),
        })),
      ),
    ),
  );
}

function votes(): VectorGroup {
  const holdings = [
    { delegated: 0n, stake: 0n, reputationPpm: 0n },
    { delegated: 1n, stake: 0n, reputationPpm: 0n },
    { delegated: 0n, stake: 100n * LOAM, reputationPpm: 1n },
    { delegated: 123_456_789n, stake: 777n * LOAM + 10n ** 12n, reputationPpm: 33_333n },
    { delegated: 1_000_000n * LOAM - 1n, stake: 1_000_000n * LOAM, reputationPpm: 100_000n },
  ];
  return group(
    'uint256 delegated, uint256 stake, uint256 reputationPpm, uint256 votes',
    holdings.map((holding) => ({
      ...holding,
      votes: votingPower(holding, BigInt(local.reputation.voteBonusPpm)),
    })),
  );
}

/** One honest epoch of a local network: what learners and seats are paid. */
function dues(): VectorGroup {
  const learners = [
    { stake: 2_000n * LOAM, confidencePpm: 40_000n, utilityPpm: 20_000n, uniquenessPpm: PPM },
    { stake: 333n * LOAM, confidencePpm: PPM, utilityPpm: 1_000n, uniquenessPpm: 654_321n },
    { stake: 100n * LOAM, confidencePpm: 0n, utilityPpm: 600_000n, uniquenessPpm: 1n },
    { stake: 500n * LOAM, confidencePpm: 300_000n, utilityPpm: 999n, uniquenessPpm: PPM },
  ];
  const reward = splitReward(1000n * LOAM, local.reward);
  const weigh = learners.map((learner) =>
    learner.utilityPpm < BigInt(local.committee.minUtilityPpm)
      ? 0n
      : rewardWeight(
          { ...learner, stake: learner.stake / 10n ** 12n, reputationPpm: 0n, bucket: EMPTY_BUCKET },
          local,
        ),
  );
  const total = weigh.reduce((a, b) => a + b, 0n);
  const seats = BigInt(learners.length * local.committee.sizes[0]);
  return group(
    'uint256 stake, uint32 confidencePpm, int32 utilityPpm, uint32 uniquenessPpm, uint96 weight, uint256 due, uint256 seatsDue',
    learners.map((learner, i) => ({
      ...learner,
      confidencePpm: Number(learner.confidencePpm),
      utilityPpm: Number(learner.utilityPpm),
      uniquenessPpm: Number(learner.uniquenessPpm),
      weight: weigh[i] as bigint,
      due: learnerDue(reward.learners, weigh[i] as bigint, total),
      seatsDue: validatorDue(reward.validators, BigInt(i), seats),
    })),
  );
}

/** Every count of every stage of some rules: one bit for each number of leading seats, then of others. */
function decisions(): VectorGroup {
  const rules = [
    PUBLIC_NETWORK_PARAMETERS.committees,
    LOCAL_NETWORK_PARAMETERS.committees,
    { ...LOCAL_NETWORK_PARAMETERS.committees, sizes: [48, 0, 0, 0] as const, leads: [0, 0, 0] as const },
  ];
  return group(
    'uint8[4] sizes, uint8[3] leads, uint8 stage, uint8 seats, bytes decided',
    rules.flatMap((rule) =>
      rule.sizes.flatMap((seats, i) => {
        if (seats === 0) return [];
        let bits = '';
        for (let leading = 0; leading <= seats; leading++)
          for (let others = 0; others + leading <= seats; others++)
            bits += decides(rule as never, { stage: i + 1, seats, leading, others }) ? '01' : '00';
        return [{ sizes: rule.sizes, leads: rule.leads, stage: i + 1, seats, decided: `0x${bits}` }];
      }),
    ),
  );
}
