import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recoverAddress } from 'viem';
import { expect, test } from 'vitest';
import { attestationHash, attestationLeaf } from './attestation/attestation-typed-data.ts';
import { commitmentHash } from './attestation/commitment.ts';
import { chainRules } from './chain/chain-rules.ts';
import { phaseAt } from './chain/epoch-phase.ts';
import { LOCAL_NETWORK_PARAMETERS } from './chain/local-parameters.ts';
import { changeParameters } from './chain/network-parameters.ts';
import { juryVoteCommitment } from './disputes/jury-vote.ts';
import type { Hex } from './encoding/hex.ts';
import { PHASES, RULINGS } from './generated/abis.ts';
import { votingPower } from './governance/voting-power.ts';
import {
  merkleRoot,
  orderedPair,
  sortedPair,
  verifyOrderedProof,
  verifySortedProof,
} from './merkle/merkle-tree.ts';
import { committeeSeed, saltCommitment, saltMix } from './randomness/seeds.ts';
import { decayedReputation, drawWeight, powerPpm } from './reputation/reputation.ts';
import { emissionOf, emittedFor } from './rewards/emission.ts';
import { bucketOf, EMPTY_BUCKET, meanOf, recorded } from './scoring/calibration-buckets.ts';
import { expWad, lnWad } from './scoring/fixed-point.ts';
import { rewardWeight } from './scoring/reward-weight.ts';
import { clippedUtility, properScore, sigmoidScore } from './scoring/score.ts';
import { stakeFactor } from './scoring/stake-factor.ts';
import { drawItems } from './sortition/draw-items.ts';
import { drawJury, drawSeats } from './sortition/draw-seats.ts';
import { itemLeaf } from './sortition/item-leaf.ts';
import { batchLeafHash, decodeBatch } from './submission/batch-leaf.ts';
import { canarySeed } from './submission/canary-seed.ts';
import { sealedMetricsHash } from './submission/metrics-hash.ts';
import { chainAfter } from './submission/submission-chain.ts';
import { submissionHash, submissionStructHash } from './submission/submission-typed-data.ts';
import { decides } from './verdicts/lead-rule.ts';

// The vectors that hold Solidity to the same numbers (contracts/test/vectors). Big integers are decimal text in them.
// biome-ignore lint/suspicious/noExplicitAny: the cases of each group have fields of their own, which the checks name
type Case = any;

const FOLDER = join(import.meta.dirname, '..', 'contracts', 'test', 'vectors');
const read = (file: string): Record<string, { readonly cases: readonly Case[] }> & Record<string, Case> =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
const hashes = read('hashes.json');
const numbers = read('numbers.json');
const draws = read('draws.json');
const phases = read('phases.json');
const { chainId, verdicts, epochManager } = hashes as Case;

const local = chainRules(LOCAL_NETWORK_PARAMETERS);
const published = chainRules(
  changeParameters(LOCAL_NETWORK_PARAMETERS, {
    scores: { method: 'Sigmoid' },
    stakes: { curve: 'Logarithm' },
  }),
);
const big = (c: Case) => new Proxy({} as Record<string, bigint>, { get: (_, key) => BigInt(c[key]) });
const signer = (c: Case): Promise<Hex> => recoverAddress({ hash: c.hash, signature: c.signature });
const attestationOf = (c: Case) => ({ ...c, epoch: BigInt(c.epoch), index: BigInt(c.index) });
const submissionOf = (c: Case) => ({ ...c, ...c.terms, stake: BigInt(c.terms.stake) });
const weightOf = (c: Case, rules: typeof local, bucket = EMPTY_BUCKET): string => {
  const { utilityPpm, confidencePpm, stake, uniquenessPpm, reputationPpm } = big(c);
  return `${rewardWeight({ utilityPpm, confidencePpm, stake, uniquenessPpm, reputationPpm, bucket } as never, rules)}`;
};
const lineOf = () =>
  (draws.validators?.cases ?? []).map((c: Case, i: number) => {
    const { stake, reputationPpm } = big(c);
    const now = decayedReputation(reputationPpm as bigint, 400_000n, 1n);
    return {
      number: i + 1,
      weight: drawWeight(stake as bigint, c.refreshed ? (reputationPpm as bigint) : 0n),
      trueWeight: drawWeight(stake as bigint, now),
      reputationPpm: now,
    };
  });

const buckets = new Map<bigint, typeof EMPTY_BUCKET>();
const publishedBuckets = new Map<bigint, typeof EMPTY_BUCKET>();
const salts: { node: number; salt: Hex }[] = [];

/** One check for each group of each file; groups whose cases follow each other keep what came before. */
const CHECKS: Readonly<Record<string, (c: Case) => void | Promise<void>>> = {
  'hashes.attestations': async (c) => {
    expect(attestationLeaf(attestationOf(c.attestation))).toBe(c.leaf);
    expect(attestationHash(chainId, verdicts, attestationOf(c.attestation))).toBe(c.hash);
    expect(await signer(c)).toBe(c.attestation.validator);
  },
  'hashes.commitments': async (c) => {
    expect(merkleRoot(c.leaves, sortedPair)).toBe(c.root);
    expect(c.leaves.every((leaf: Hex, i: number) => verifySortedProof(c.root, leaf, c.proofs[i]))).toBe(true);
    expect(commitmentHash(chainId, verdicts, { ...c, epoch: 1n, round: BigInt(c.round) })).toBe(c.hash);
    expect(await signer(c)).toBe(c.validator);
  },
  'hashes.submissions': async (c) => {
    expect(submissionStructHash(submissionOf(c))).toBe(c.structHash);
    expect(submissionHash(chainId, epochManager, submissionOf(c))).toBe(c.hash);
    expect(await signer(c)).toBe(c.learner);
  },
  'hashes.chain': ({ link, chain }) => {
    const terms = { ...link.terms, stake: BigInt(link.terms.stake) };
    expect(chainAfter(link.previous, { ...link, terms })).toBe(chain);
  },
  'hashes.batches': (c) => {
    expect(decodeBatch(c.leaves).map(batchLeafHash)).toEqual(c.hashes);
    expect(merkleRoot(c.hashes, orderedPair)).toBe(c.root);
    for (const [i, hash] of c.hashes.entries())
      expect(verifyOrderedProof(c.root, c.hashes.length, i, hash, c.proofs[i])).toBe(true);
  },
  'hashes.items': (c) =>
    expect(verifySortedProof(c.root, itemLeaf(BigInt(c.item), c.hash), c.proof)).toBe(true),
  'hashes.seals': (c) => {
    expect(canarySeed(c)).toBe(c.seed);
    expect(sealedMetricsHash(c.seed, c.evaluationHash)).toBe(c.seal);
  },
  'hashes.juryVotes': (c) => {
    const vote = { ...c, dispute: BigInt(c.dispute), round: BigInt(c.round), ruling: RULINGS[c.ruling] };
    expect(juryVoteCommitment(vote)).toBe(c.commitment);
  },
  'numbers.expWad': (c) => expect(`${expWad(BigInt(c.x))}`).toBe(c.y),
  'numbers.lnWad': (c) => expect(`${lnWad(BigInt(c.x))}`).toBe(c.y),
  'numbers.scores': (c) => {
    const clipped = clippedUtility(BigInt(c.utilityPpm), BigInt(c.utilityCapPpm));
    expect(`${clipped}`).toBe(c.clipped);
    expect(`${properScore(clipped, BigInt(c.confidencePpm), c)}`).toBe(c.proper);
    expect(`${sigmoidScore(clipped, BigInt(c.meanPpm), c)}`).toBe(c.sigmoid);
  },
  'numbers.buckets': (c) => {
    const at = bucketOf(BigInt(c.confidencePpm));
    const after = recorded(buckets.get(at) ?? EMPTY_BUCKET, BigInt(c.utilityPpm));
    buckets.set(at, after);
    expect([`${at}`, `${meanOf(after)}`, `${after.count}`]).toEqual([c.bucket, c.meanPpm, c.count]);
  },
  'numbers.stakeFactors': (c) => {
    const rules = { ...c, stakeCap: BigInt(c.stakeCap), entryStake: BigInt(c.entryStake) };
    expect(`${stakeFactor(BigInt(c.stake), rules)}`).toBe(c.factor);
  },
  'numbers.weights': (c) => expect(weightOf(c, local)).toBe(c.weight),
  'numbers.publishedWeights': (c) => {
    const at = bucketOf(BigInt(c.confidencePpm));
    const before = publishedBuckets.get(at) ?? EMPTY_BUCKET;
    publishedBuckets.set(at, recorded(before, BigInt(c.utilityPpm)));
    expect(weightOf(c, published, before)).toBe(c.weight);
  },
  'numbers.powers': (c) => expect(`${powerPpm(BigInt(c.ppm), BigInt(c.n))}`).toBe(c.result),
  'numbers.decays': (c) => {
    const left = decayedReputation(BigInt(c.valuePpm), BigInt(c.decayPpm), BigInt(c.epochs));
    expect(`${left}`).toBe(c.result);
  },
  'numbers.drawWeights': (c) => {
    expect(`${drawWeight(BigInt(c.stake), BigInt(c.reputationPpm))}`).toBe(c.weight);
  },
  'numbers.emissions': (c) => {
    const { firstEmission, halvingEpochs, cap, epoch, supply } = big(c) as Record<string, never>;
    const schedule = { firstEmission, halvingEpochs, cap } as never;
    expect(`${emissionOf(schedule, epoch as never)}`).toBe(c.scheduled);
    expect(`${emittedFor(schedule, epoch as never, supply as never)}`).toBe(c.minted);
  },
  'numbers.votes': (c) => {
    const holdings = {
      delegated: BigInt(c.delegated),
      stake: BigInt(c.stake),
      reputationPpm: BigInt(c.reputationPpm),
    };
    expect(`${votingPower(holdings, BigInt(local.reputation.voteBonusPpm))}`).toBe(c.votes);
  },
  'numbers.decisions': (c) => {
    let bits = '';
    for (let leading = 0; leading <= c.seats; leading++)
      for (let others = 0; others + leading <= c.seats; others++)
        bits += decides({ ...local.committee, ...c }, { ...c, leading, others }) ? '01' : '00';
    expect(`0x${bits}`).toBe(c.decided);
  },
  'phases.phases': (c) => {
    const { phase, round, since, endsAt } = phaseAt(c, local.epoch, Number(c.time));
    expect([PHASES.indexOf(phase), round, since, endsAt]).toEqual([c.phase, c.phaseRound, c.since, c.endsAt]);
  },
  'draws.seats': (c) => {
    expect(drawSeats(c.seed, Number(c.first), Number(c.size), lineOf(), c.exclude)).toEqual(c.numbers);
  },
  'draws.juries': (c) => expect(drawJury(c.seed, Number(c.size), lineOf(), c.exclude)).toEqual(c.numbers),
  'draws.items': (c) => {
    const pool = {
      pool: BigInt(c.pool),
      items: BigInt(c.items),
      perEpoch: Number(c.perEpoch),
      isRetired: (item: bigint) => item % 5n === 0n,
    };
    expect(drawItems(c.seed, pool).map(String)).toEqual(c.drawn);
  },
  'draws.salts': (c) => {
    salts.push(c);
    expect(saltCommitment(1n, c.node, c.salt)).toBe(c.commitment);
    expect(saltMix(salts)).toBe(c.mix);
    expect(committeeSeed(c.salt, c.node)).toBe(c.committeeSeed);
  },
};

/** Inputs of others, and what only Solidity can play through: `vectors.ts --check` holds their results to the twins. */
const NO_FORMULA = ['draws.validators', 'numbers.growth', 'numbers.dues'];

test('every group of vectors is checked', () => {
  const groups = Object.entries({ hashes, numbers, draws, phases }).flatMap(([file, content]) =>
    Object.keys(content)
      .filter((name) => content[name]?.cases !== undefined)
      .map((name) => `${file}.${name}`),
  );
  expect(groups.sort()).toEqual([...Object.keys(CHECKS), ...NO_FORMULA].sort());
});

test.each(Object.keys(CHECKS))('%s', async (group) => {
  const [file = '', name = ''] = group.split('.');
  const cases: readonly Case[] = { hashes, numbers, draws, phases }[file]?.[name]?.cases ?? [];
  expect(cases.length).toBeGreaterThan(2);
  for (const c of cases) await CHECKS[group]?.(c);
});
