import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { epochViewSchema } from '../../protocol/api/network-schemas.ts';
import {
  ATTESTATION_TYPES,
  type Attestation,
  attestationCommitment,
  attestationDomain,
} from '../../protocol/attestation/attestation-typed-data.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { rewardPlan } from '../../protocol/scoring/reward.ts';
import { claim } from './actions/claim.ts';
import { commit } from './actions/commit.ts';
import { draw } from './actions/draw.ts';
import { finalize } from './actions/finalize.ts';
import { propose } from './actions/propose.ts';
import { revealBatch, type SignedAttestation } from './actions/reveal-batch.ts';
import { settle } from './actions/settle.ts';
import { submit } from './actions/submit.ts';
import type { ChainClient } from './chain-client.ts';
import { type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { readBalances } from './reads/read-balances.ts';
import { readBallot } from './reads/read-ballot.ts';
import { readClaimable } from './reads/read-claimable.ts';
import { readClaims } from './reads/read-claims.ts';
import { readCommittee, readCommitteeWeights } from './reads/read-committee.ts';
import { readCurrentEpoch } from './reads/read-current-epoch.ts';
import { readDue, readReward } from './reads/read-due.ts';
import { type ChainPhase, readEpoch } from './reads/read-epoch.ts';
import { readEpochView } from './reads/read-epoch-view.ts';
import { readFinalizable } from './reads/read-finalizable.ts';
import { readNode } from './reads/read-node.ts';
import { readParameters } from './reads/read-parameters.ts';
import { readReveals } from './reads/read-reveals.ts';
import { readSubmission, readSubmissions } from './reads/read-submission.ts';
import { readLatestVersion, readVersions } from './reads/read-versions.ts';
import { watchChain } from './watch.ts';

const CID = keccak256(stringToHex('bundle'));
const UTILITY = 25_000n;
let network: TestNetwork;
let learner: ChainClient;
let validators: ChainClient[];
let aggregator: ChainClient;

const address = (chain: ChainClient): Hex => chain.account?.address ?? '0x';

beforeAll(async () => {
  network = await testNetwork();
  learner = await network.member(['learner']);
  validators = [];
  for (let i = 0; i < 3; i++) validators.push(await network.member(['validator'], parseEther(`${200 + i}`)));
  aggregator = await network.member(['aggregator']);
});

afterAll(() => network.stop());

/** Waits for a phase by watching the chain, as the roles do: nothing is mined meanwhile. */
async function reached(phase: ChainPhase): Promise<void> {
  const signal = AbortSignal.timeout(15_000);
  for await (const head of watchChain(aggregator, { signal, intervalMs: 100 })) {
    if (head.phase === phase) return;
  }
  throw new Error(`phase ${phase} did not come`);
}

async function attest(chain: ChainClient, epoch: bigint): Promise<SignedAttestation> {
  const attestation: Attestation = {
    epoch,
    index: 0n,
    validator: address(chain),
    pass: true,
    utilityPpm: UTILITY,
    digest: keccak256(stringToHex('losses')),
    salt: keccak256(stringToHex(address(chain))),
  };
  const signature = await chain.account?.signTypedData({
    domain: attestationDomain(network.descriptor.chainId, network.descriptor.contracts.Verdicts),
    types: ATTESTATION_TYPES,
    primaryType: 'Attestation',
    message: attestation,
  });
  return { attestation, signature: signature ?? '0x' };
}

test('a whole epoch by the verbs: every read says what happened, time alone moves the phases', async () => {
  expect(await readCurrentEpoch(learner)).toBe(0n);
  expect(await readEpochView(learner, null)).toBe(null);
  const placed = await submit(learner, {
    cid: CID,
    baseVersion: 0,
    metricsHash: CID,
    confidencePpm: 900_000,
    stake: parseEther('100'),
  });
  expect(placed).toMatchObject({ epoch: 1n, index: 0n });
  expect(await readSubmission(learner, 1n, 0n)).toMatchObject({
    index: 0,
    learner: address(learner),
    cid: CID,
    status: 'pending',
    stake: parseEther('100'),
    weight: 0n,
  });
  expect((await readNode(learner, address(learner))).locked).toBe(parseEther('100'));

  // Too early, in words.
  await expect(draw(aggregator, { max: 16 })).rejects.toMatchObject({
    code: 'CHAIN_WRONG_PHASE',
    data: { epoch: '1', actual: 'Submit', expected: 'Draw' },
  });
  await reached('draw');
  await draw(aggregator, { max: 16 });
  const committee = await readCommittee(learner, 1n, 0n);
  expect(committee.map((member) => member.toLowerCase()).sort()).toEqual(
    validators.map((chain) => address(chain).toLowerCase()).sort(),
  );
  const weights = await readCommitteeWeights(learner, 1n, 0n);
  expect([...weights.values()].sort()).toEqual([parseEther('200'), parseEther('201'), parseEther('202')]);

  const signed = await Promise.all(validators.map((chain) => attest(chain, 1n)));
  for (const [i, chain] of validators.entries()) {
    const commitment = attestationCommitment((signed[i] as SignedAttestation).attestation);
    expect(await commit(chain, { epoch: 1n, index: 0n, commitment })).toMatch(/^0x/);
    // A restarted validator commits the same again: nothing happens.
    expect(await commit(chain, { epoch: 1n, index: 0n, commitment })).toBe(null);
    expect((await readBallot(chain, 1n, 0n, address(chain))).commitment).toBe(commitment);
  }
  await reached('reveal');
  expect(await revealBatch(aggregator, signed)).toMatchObject({ revealed: 3, skipped: 0 });
  expect(await revealBatch(learner, signed.slice(0, 1)).catch((e) => e.code)).toMatchObject({
    revealed: 0,
    skipped: 1,
  });
  const reveals = await readReveals(learner, 1n);
  expect(reveals).toHaveLength(3);
  for (const reveal of reveals) {
    expect(reveal.commitment).toBe(attestationCommitment(reveal));
    expect(signed.map((s) => s.signature)).toContain(reveal.signature);
  }

  await reached('settle');
  await settle(aggregator, { epoch: 1n, max: 16 });
  expect(await readSubmissions(learner, 1n)).toMatchObject([
    { status: 'accepted', utilityPpm: Number(UTILITY), weight: UTILITY * parseEther('100') },
  ]);
  await reached('aggregate');
  await propose(aggregator, { epoch: 1n, manifestCid: CID, adapterCid: CID });
  expect(await readVersions(learner)).toMatchObject([
    { version: 0 },
    { version: 1, epoch: 1, finalizedAt: null, aggregator: address(aggregator) },
  ]);
  await reached('final');
  expect(await readFinalizable(learner)).toBe(true);
  expect(await finalize(learner)).toBe(1);
  expect(await readLatestVersion(learner)).toBe(1);

  const reward = await readReward(learner, 1n);
  const plan = rewardPlan(reward, [UTILITY * parseEther('100')], 3n);
  const before = await readBalances(learner, address(learner));
  expect(await readClaimable(learner, 1n, address(learner))).toBe(plan.learners[0]);
  expect((await claim(learner, { epoch: 1n, account: address(learner) })).amount).toBe(plan.learners[0]);
  expect((await readBalances(learner, address(learner))).loam - before.loam).toBe(plan.learners[0]);
  expect(await readDue(learner, 1n, address(aggregator))).toEqual({
    asLearner: 0n,
    asValidator: 0n,
    asAggregator: plan.aggregator,
  });
  expect(await readClaims(learner, 1n)).toMatchObject([
    { account: address(learner), asLearner: plan.learners[0], transferred: plan.learners[0] },
  ]);
  await expect(claim(learner, { epoch: 1n, account: address(learner) })).rejects.toMatchObject({
    code: 'CHAIN_ALREADY_CLAIMED',
  });

  const view = epochViewSchema.parse(await readEpochView(learner, null, address(learner)));
  expect(view).toMatchObject({
    epoch: 1,
    phase: 'claim',
    final: true,
    submissions: [{ mine: true, status: 'accepted', committee: 3, committed: 3, revealed: 3 }],
  });
  expect((await readEpoch(learner, 1n)).totalWeight).toBe(UTILITY * parseEther('100'));
  expect((await readParameters(learner)).minUtilityPpm).toBe(1000);
});
