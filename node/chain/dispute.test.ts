import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOAM } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { addEvidence } from './actions/add-evidence.ts';
import { appeal } from './actions/appeal.ts';
import { claim } from './actions/claim.ts';
import { closeDispute } from './actions/close-dispute.ts';
import { commitVote, type VoteArgs } from './actions/commit-vote.ts';
import { drawJury } from './actions/draw-jury.ts';
import { openDispute } from './actions/open-dispute.ts';
import { revealVote } from './actions/reveal-vote.ts';
import { rule } from './actions/rule.ts';
import { submit } from './actions/submit.ts';
import type { ChainClient } from './chain-client.ts';
import { verdictSubject } from './disputes.ts';
import { playRounds } from './fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { readBalances } from './reads/read-balances.ts';
import { readDispute, readDisputes } from './reads/read-disputes.ts';
import { readNode } from './reads/read-node.ts';
import { readSubmission } from './reads/read-submission.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
const SALT = digest('salt');
let network: TestNetwork;
let learner: ChainClient;
let members: ChainClient[];
let watcher: ChainClient;
let epoch: bigint;

beforeAll(async () => {
  network = await testNetwork();
  learner = await network.member(['learner']);
  members = [];
  for (let i = 0; i < 8; i++) members.push(await network.member(['validator']));
  watcher = await network.member(['aggregator']);
  const placed = await submit(learner, {
    cid: digest('harm'),
    baseVersion: 0,
    metricsHash: digest('metrics'),
    confidencePpm: 50_000,
    stake: parseEther('100'),
  });
  epoch = placed.epoch;
  await playRounds(network, epoch, { keeper: watcher, members });
  await network.until('final');
});

afterAll(() => network.stop());

/** A jury is drawn with the hash of the block after it was asked for, votes, and rules. */
async function heard(id: bigint, ruling: VoteArgs['ruling']) {
  await network.jump(1);
  await network.jump(1);
  await drawJury(watcher, { id });
  const { jurors, round } = await readDispute(watcher, id);
  expect(jurors.length).toBeGreaterThan(0);
  const sitting = members.filter((chain) => jurors.includes(addressOf(chain)));
  for (const chain of sitting) await commitVote(chain, { id, ruling, salt: SALT });
  const { state, deadline } = await readDispute(watcher, id);
  // All have voted, so the votes can be opened at once.
  if (state === 'vote') await network.jump(61);
  expect(deadline).toBeGreaterThan(0);
  for (const chain of sitting) await revealVote(watcher, { id, ruling, salt: SALT, juror: addressOf(chain) });
  const result = await rule(watcher, { id });
  return { ...result, jurors, round };
}

test('a verdict is overturned by a larger jury after an appeal; who stood behind it pays', async () => {
  const { amount } = await claim(learner, { epoch, account: addressOf(learner) });
  expect(amount).toBeGreaterThan(0n);
  const before = (await readBalances(watcher, addressOf(watcher))).loam;
  const subject = verdictSubject(epoch, 0n);
  const { id, bond } = await openDispute(watcher, {
    kind: 'verdict',
    subject,
    evidenceCid: digest('evidence'),
  });
  expect(bond).toBe(100n * LOAM);
  await addEvidence(learner, { id, evidenceCid: digest('defence') });
  expect(await readDispute(watcher, id)).toMatchObject({
    kind: 'verdict',
    subject,
    state: 'vote',
    ruling: 'none',
    round: 1,
    opener: addressOf(watcher),
    respondent: addressOf(learner),
    bond,
    evidence: [digest('evidence'), digest('defence')],
    jurors: [],
  });
  await expect(
    openDispute(watcher, { kind: 'verdict', subject, evidenceCid: digest('evidence') }),
  ).rejects.toMatchObject({ code: 'CHAIN_ALREADY_DISPUTED' });

  expect(await heard(id, 'uphold')).toMatchObject({ ruling: 'uphold', round: 1 });
  await expect(appeal(learner, { id })).rejects.toMatchObject({ code: 'CHAIN_NOT_A_PARTY' });
  expect(await appeal(watcher, { id })).toMatchObject({ bond: 200n * LOAM });
  expect((await readBalances(watcher, addressOf(watcher))).loam).toBe(before - 300n * LOAM);
  expect(await heard(id, 'overturn')).toMatchObject({ ruling: 'overturn', round: 2 });
  expect((await readDispute(watcher, id)).state).toBe('appeal');
  await expect(closeDispute(watcher, { id })).rejects.toMatchObject({ code: 'CHAIN_TOO_EARLY' });

  expect(await readSubmission(watcher, epoch, 0n)).toMatchObject({ status: 'accepted' });
  const stake = (await readNode(learner, addressOf(learner))).stake;
  await network.jump(61);
  await closeDispute(members[0] as ChainClient, { id });
  expect(await readSubmission(watcher, epoch, 0n)).toMatchObject({ status: 'rejected' });
  expect(await readDisputes(watcher)).toMatchObject([{ id, state: 'closed', ruling: 'overturn' }]);
  // The reward is taken back from the stake, and a fine on top.
  expect((await readNode(learner, addressOf(learner))).stake).toBeLessThan(stake);
  expect((await readBalances(watcher, addressOf(watcher))).loam).toBeGreaterThan(before);
});

test('what cannot be disputed is refused in words', async () => {
  const open = (kind: 'manifest' | 'version', subject: bigint) =>
    openDispute(watcher, { kind, subject, evidenceCid: digest('evidence') });
  await expect(open('manifest', epoch)).rejects.toMatchObject({ code: 'CHAIN_NOT_DISPUTABLE' });
  await expect(open('version', 0n)).rejects.toMatchObject({ code: 'CHAIN_NOT_DISPUTABLE' });
  await expect(readDispute(watcher, 99n)).rejects.toMatchObject({ code: 'CHAIN_NO_SUCH_DISPUTE' });
});
