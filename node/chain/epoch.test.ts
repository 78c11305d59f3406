import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { epochViewSchema } from '../../protocol/api/network-schemas.ts';
import { attestationLeaf } from '../../protocol/attestation/attestation-typed-data.ts';
import { commitTo, keptRoot } from '../../protocol/attestation/commitment.ts';
import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { verifySortedProof } from '../../protocol/merkle/merkle-tree.ts';
import { claim } from './actions/claim.ts';
import { claimLearner } from './actions/claim-learner.ts';
import { commit } from './actions/commit.ts';
import { commitSalt } from './actions/commit-salt.ts';
import { credit } from './actions/credit.ts';
import { draw } from './actions/draw.ts';
import { finalize } from './actions/finalize.ts';
import { propose } from './actions/propose.ts';
import { punishSalt } from './actions/punish-salt.ts';
import { requestUnbond } from './actions/request-unbond.ts';
import { reveal } from './actions/reveal.ts';
import { revealAll } from './actions/reveal-all.ts';
import { revealBatch } from './actions/reveal-batch.ts';
import { revealSalt } from './actions/reveal-salt.ts';
import { settle } from './actions/settle.ts';
import { submit } from './actions/submit.ts';
import { withdraw } from './actions/withdraw.ts';
import type { ChainClient } from './chain-client.ts';
import { attestations, UTILITY } from './fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { readAllotment } from './reads/read-allotment.ts';
import { readBalances } from './reads/read-balances.ts';
import { readClaimable } from './reads/read-claimable.ts';
import { readClaims } from './reads/read-claims.ts';
import { readCommittee, readCommittees } from './reads/read-committee.ts';
import { readCurrentEpoch } from './reads/read-current-epoch.ts';
import { readDue, readReward } from './reads/read-due.ts';
import { readDuties } from './reads/read-duties.ts';
import { type ChainPhase, readEpoch } from './reads/read-epoch.ts';
import { readEpochView } from './reads/read-epoch-view.ts';
import { readFinalizable } from './reads/read-finalizable.ts';
import { readNextTerms } from './reads/read-next-terms.ts';
import { readNode } from './reads/read-node.ts';
import { readNodes } from './reads/read-nodes.ts';
import { readOutstanding } from './reads/read-outstanding.ts';
import { readParameters } from './reads/read-parameters.ts';
import { readReveals } from './reads/read-reveals.ts';
import { readSalts } from './reads/read-salts.ts';
import { readSubmission, readSubmissions } from './reads/read-submission.ts';
import { readUncredited } from './reads/read-uncredited.ts';
import { readUnenforced } from './reads/read-unenforced.ts';
import { readLatestVersion, readVersions } from './reads/read-versions.ts';
import { watchChain } from './watch.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
const SALT = digest('salt');
const STAKE = parseEther('100');
let network: TestNetwork;
let learner: ChainClient;
let other: ChainClient;
let validators: ChainClient[];
let aggregator: ChainClient;

beforeAll(async () => {
  network = await testNetwork({ epochs: { submitSeconds: 3, finalitySeconds: 2 } });
  learner = await network.member(['learner']);
  other = await network.member(['learner']);
  validators = [];
  for (let i = 0; i < 3; i++) validators.push(await network.member(['validator']));
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

const submission = (cid: string) => ({
  cid: digest(cid),
  baseVersion: 0,
  metricsHash: digest(`metrics of ${cid}`),
  confidencePpm: 50_000,
  stake: STAKE,
});

test('a whole epoch by the verbs: every read says what happened, time alone moves the phases', async () => {
  const [first, second, third] = validators as [ChainClient, ChainClient, ChainClient];
  expect(await readCurrentEpoch(learner)).toBe(0n);
  expect(await readEpochView(learner, null)).toBe(null);
  expect(await readSubmissions(learner, 1n)).toEqual([]);
  expect(await readNextTerms(learner)).toEqual({ epoch: 1n, baseVersion: 0 });

  expect(await submit(learner, submission('early'))).toMatchObject({ epoch: 1n, index: 0n });
  expect(await submit(other, submission('hers'))).toMatchObject({ epoch: 1n, index: 1n });
  expect(await submit(learner, submission('late'))).toMatchObject({ epoch: 1n, index: 2n });
  expect(await readSubmission(learner, 1n, 0n)).toMatchObject({
    index: 0,
    learner: addressOf(learner),
    cid: digest('early'),
    stake: STAKE,
    confidencePpm: 50_000,
    status: 'pending',
    drawn: false,
  });

  // Two validators give a salt; one of them will hold it back.
  expect(await commitSalt(first, { epoch: 1n, salt: SALT })).toMatch(/^0x/);
  expect(await commitSalt(first, { epoch: 1n, salt: SALT })).toBe(null);
  await commitSalt(second, { epoch: 1n, salt: SALT });
  await expect(draw(aggregator, { epoch: 1n })).rejects.toMatchObject({
    code: 'CHAIN_WRONG_PHASE',
    data: { epoch: '1', actual: 'Submit', expected: 'Draw' },
  });
  await reached('salt');
  expect(await revealSalt(first, { epoch: 1n, salt: SALT })).toMatch(/^0x/);
  expect(await revealSalt(first, { epoch: 1n, salt: SALT })).toBe(null);
  expect(await readSalts(learner, 1n, addressOf(second))).toMatchObject({
    committed: 2,
    revealed: 1,
    mineRevealed: false,
    salts: [{ salt: SALT }, { salt: null }],
  });

  await reached('draw');
  expect(await draw(aggregator, { epoch: 1n, max: 2 })).toMatch(/^0x/);
  expect((await readEpoch(learner, 1n)).phase).toBe('draw');
  expect(await draw(aggregator, { epoch: 1n, max: 2 })).toMatch(/^0x/);
  expect(await draw(aggregator, { epoch: 1n, max: 2 })).toBe(null);
  expect(await readSubmissions(learner, 1n)).toMatchObject([
    { index: 0, status: 'void', voidReason: 'Replaced', drawn: false },
    { index: 1, status: 'pending', drawn: true },
    { index: 2, status: 'pending', drawn: true },
  ]);
  // Three equal stretches of weight: each validator has a seat.
  const everybody = validators.map((chain) => addressOf(chain)).sort();
  expect((await readCommittee(learner, 1n, 2n)).sort()).toEqual(everybody);
  expect((await readCommittees(learner, 1n)).get(1)).toMatchObject([
    { seats: 1, round: 1 },
    { seats: 1, round: 1 },
    { seats: 1, round: 1 },
  ]);
  const second_ = await readNode(learner, addressOf(second));
  await punishSalt(other, { epoch: 1n, number: second_.number });
  expect((await readNode(learner, addressOf(second))).stake).toBeLessThan(second_.stake);

  const said = [];
  for (const chain of validators) {
    const duties = await readDuties(chain, 1n, addressOf(chain));
    expect(duties).toMatchObject({ round: 1, indices: [1, 2], commitment: null });
    const mine = await attestations(chain, 1n, () => ({}));
    const { root, proofs } = commitTo(mine);
    const args = { epoch: 1n, round: 1, root, ballots: 2 };
    expect(await commit(chain, args)).toMatch(/^0x/);
    // A restarted validator commits the same again: nothing happens.
    expect(await commit(chain, args)).toBe(null);
    expect((await readDuties(chain, 1n, addressOf(chain))).commitment).toEqual({
      root: keptRoot(root),
      ballots: 2,
      revealed: 0,
    });
    said.push(mine.map((attestation, i) => ({ attestation, proof: proofs[i] ?? [] })));
  }
  expect(await readOutstanding(learner, 1n)).toEqual({ uncommitted: 0, unrevealed: 6 });
  await reached('reveal');
  const [byBatch = [], atOnce = [], oneByOne = []] = said;
  expect(await revealBatch(aggregator, byBatch)).toMatchObject({ revealed: 2, skipped: 0 });
  expect(await revealBatch(learner, byBatch.slice(0, 1))).toMatchObject({ revealed: 0, skipped: 1 });
  expect(
    await revealAll(
      aggregator,
      atOnce.map(({ attestation }) => attestation),
    ),
  ).toMatchObject({ revealed: 2 });
  for (const proven of oneByOne) await reveal(learner, proven);
  const reveals = await readReveals(learner, 1n);
  expect(reveals).toHaveLength(6);
  for (const opened of reveals) {
    const { proof } = said.flat().find(({ attestation: a }) => a.salt === opened.salt) ?? { proof: [] };
    expect(verifySortedProof(opened.root, attestationLeaf(opened), proof)).toBe(true);
  }

  await reached('settle');
  expect(await settle(aggregator, { epoch: 1n, max: 1 })).toMatch(/^0x/);
  expect(await settle(aggregator, { epoch: 1n })).toMatch(/^0x/);
  expect(await settle(aggregator, { epoch: 1n })).toBe(null);
  const settled = await readSubmissions(learner, 1n);
  expect(settled).toMatchObject([
    { status: 'void', weight: 0n },
    { status: 'accepted', utilityPpm: UTILITY, uniquenessPpm: 1_000_000, digest: digest('losses of 1') },
    { status: 'accepted', utilityPpm: UTILITY, digest: digest('losses of 2') },
  ]);
  const weights = settled.map(({ weight }) => weight);
  expect((await readEpoch(learner, 1n)).totalWeight).toBe((weights[1] ?? 0n) + (weights[2] ?? 0n));

  await reached('aggregate');
  expect(await readUnenforced(learner, 1n)).toEqual([]);
  await propose(aggregator, {
    epoch: 1n,
    manifestCid: digest('manifest'),
    adapterCid: digest('adapter'),
    utilityPpm: 40_000,
    evaluationDigest: digest('merged'),
  });
  expect(await readVersions(learner)).toMatchObject([
    { version: 0, manifestCid: network.descriptor.baseModel },
    {
      version: 1,
      epoch: 1,
      parent: 0,
      finalizedAt: null,
      aggregator: addressOf(aggregator),
      utilityPpm: 40_000,
    },
  ]);
  expect(await readClaimable(learner, 1n, addressOf(learner))).toMatchObject({ total: 0n });
  await reached('final');
  expect(await readFinalizable(learner)).toBe(true);
  const claimable = await readClaimable(learner, 1n, addressOf(aggregator));
  expect(claimable.aggregator).toBeGreaterThan(0n);
  expect(await finalize(learner)).toBe(1);
  expect(await readLatestVersion(learner)).toBe(1);
  expect(await readVersions(learner)).toMatchObject([{ version: 0 }, { version: 1, rolledBack: false }]);

  // Before the first claim the pool has allotted nothing; what claims would pay is known all the same.
  expect(await readAllotment(learner, 1n)).toBe(undefined);
  const due = await readClaimable(learner, 1n, addressOf(learner));
  expect(due.learner).toMatchObject([{ index: 2n }]);
  const before = await readBalances(learner, addressOf(learner));
  expect(await claim(learner, { epoch: 1n, account: addressOf(learner) })).toMatchObject({
    amount: due.total,
  });
  expect((await readBalances(learner, addressOf(learner))).loam - before.loam).toBe(due.total);
  const reward = await readReward(learner, 1n);
  expect(due.total).toBe((reward.learners * (weights[2] ?? 0n)) / ((weights[1] ?? 0n) + (weights[2] ?? 0n)));
  expect(await readAllotment(learner, 1n)).toMatchObject({ emission: parseEther('1000') });
  for (const chain of validators) {
    const { validator } = await readClaimable(chain, 1n, addressOf(chain));
    expect(validator).toEqual({ indices: [1n, 2n], seats: 2, amount: reward.validators / 3n });
    await claim(chain, { epoch: 1n, account: addressOf(chain) });
    expect((await readNode(chain, addressOf(chain))).reputationPpm).toBeGreaterThan(0);
  }
  // Anyone claims for a learner or the aggregator, nobody for a validator.
  await claim(third, { epoch: 1n, account: addressOf(aggregator) });
  expect(await readDue(learner, 1n, addressOf(aggregator))).toEqual({
    asLearner: 0n,
    asValidator: 0n,
    asAggregator: reward.aggregator,
  });
  expect(claimable.aggregator).toBe(reward.aggregator);
  expect(await readClaims(learner, 1n)).toHaveLength(5);
  expect(await readClaims(learner, 1n)).toContainEqual({
    account: addressOf(learner),
    asLearner: due.total,
    asValidator: 0n,
    asAggregator: 0n,
    transferred: due.total,
    hashes: [expect.stringMatching(/^0x/)],
  });
  // Reputation is apart from the payment: one transaction for a whole epoch, once.
  const uncredited = await readUncredited(learner, 1n);
  expect(uncredited).toEqual([1n, 2n]);
  expect((await readNode(learner, addressOf(learner))).reputationPpm).toBe(0);
  await credit(third, { epoch: 1n, indices: uncredited });
  expect((await readNode(learner, addressOf(learner))).reputationPpm).toBe(50_000);
  expect(await readUncredited(learner, 1n)).toEqual([]);
  await expect(credit(third, { epoch: 1n, indices: uncredited })).rejects.toMatchObject({
    code: 'CHAIN_NOTHING_TO_CREDIT',
  });
  await expect(claimLearner(learner, { epoch: 1n, index: 2n })).rejects.toMatchObject({
    code: 'CHAIN_ALREADY_CLAIMED',
  });
  expect(await readClaimable(learner, 1n, addressOf(learner))).toMatchObject({ total: 0n, learner: [] });

  const view = epochViewSchema.parse(await readEpochView(learner, null, addressOf(learner)));
  expect(view).toMatchObject({
    epoch: 1,
    phase: 'claim',
    final: true,
    submissions: [
      { index: 1, mine: false },
      { index: 2, mine: true, status: 'accepted', committee: 3, committed: 3, revealed: 3 },
    ],
  });
  const rules = await readParameters(learner);
  expect(rules).toMatchObject({
    committee: { minUtilityPpm: 1000 },
    stake: { minStake: STAKE / STAKE_UNIT },
  });
});

test('a second epoch builds on the first; its events stay apart', async () => {
  expect(await readNextTerms(learner)).toEqual({ epoch: 2n, baseVersion: 1 });
  await expect(submit(learner, submission('stale'))).rejects.toMatchObject({
    code: 'CHAIN_STALE_BASE_VERSION',
  });
  await submit(learner, { ...submission('next'), baseVersion: 1 });
  expect(await readSubmissions(learner, 2n)).toMatchObject([
    { index: 0, cid: digest('next'), baseVersion: 1 },
  ]);
  expect(await readSubmissions(learner, 1n)).toHaveLength(3);
  await network.until('draw');
  // Nobody joins or leaves between the moment in which the seed can be known and the end of the draw.
  await expect(requestUnbond(learner, { amount: STAKE })).rejects.toMatchObject({
    code: 'CHAIN_DRAW_IN_PROGRESS',
  });
  await draw(aggregator, { epoch: 2n });
  expect(await readSubmissions(learner, 1n)).toMatchObject([
    {},
    { status: 'accepted' },
    { status: 'accepted' },
  ]);
});

test('a node leaves: the request waits for its time and for the epoch, then the stake comes back', async () => {
  const leaver = await network.member(['validator']);
  const { number } = await readNode(leaver, addressOf(leaver));
  expect((await readNodes(leaver)).find((node) => node.number === number)).toMatchObject({
    address: addressOf(leaver),
    roles: ['validator'],
  });
  await requestUnbond(leaver, { amount: parseEther('500') });
  expect(await readNode(leaver, addressOf(leaver))).toMatchObject({
    stake: 0n,
    unbonding: parseEther('500'),
    unbondEpoch: 2n,
  });
  await expect(withdraw(leaver)).rejects.toMatchObject({ code: 'CHAIN_STILL_UNBONDING' });
  await network.jump(31 * 24 * 3600);
  const before = await readBalances(leaver, addressOf(leaver));
  await withdraw(leaver);
  expect((await readBalances(leaver, addressOf(leaver))).loam - before.loam).toBe(parseEther('500'));
  expect(await readNode(leaver, addressOf(leaver))).toMatchObject({ number, roles: [], unbonding: 0n });
});
