import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { RelayedSubmission } from '../../protocol/submission/relayed-submission.ts';
import { claim } from './actions/claim.ts';
import { draw } from './actions/draw.ts';
import { punishBatch } from './actions/punish-batch.ts';
import { signSubmission } from './actions/sign-submission.ts';
import { submit } from './actions/submit.ts';
import { submitBatch } from './actions/submit-batch.ts';
import { submitFor } from './actions/submit-for.ts';
import { submitRoot } from './actions/submit-root.ts';
import type { ChainClient } from './chain-client.ts';
import type { BatchState } from './epoch-log.ts';
import { drawAll, playRounds } from './fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { readBalances } from './reads/read-balances.ts';
import { readEpoch } from './reads/read-epoch.ts';
import { readEpochLog } from './reads/read-epoch-log.ts';
import { readNextTerms } from './reads/read-next-terms.ts';
import { readNode } from './reads/read-node.ts';
import { readSubmissions } from './reads/read-submission.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
let network: TestNetwork;
let learners: ChainClient[];
let members: ChainClient[];
let batcher: ChainClient;

beforeAll(async () => {
  network = await testNetwork();
  learners = [];
  for (let i = 0; i < 5; i++) learners.push(await network.member(['learner']));
  members = [];
  for (let i = 0; i < 3; i++) members.push(await network.member(['validator']));
  batcher = await network.member(['aggregator']);
});

afterAll(() => network.stop());

const lesson = (name: string, baseVersion = 0) => ({
  cid: digest(name),
  baseVersion,
  metricsHash: digest(`metrics of ${name}`),
  confidencePpm: 50_000,
  stake: parseEther('100'),
});

/** Lists by the digest of their CID, as the network's files would be. */
const lists = new Map<Hex, readonly RelayedSubmission[]>();
const openBatch = async (batch: BatchState) => lists.get(batch.listCid);

test('signed submissions come by a relayer and in batches, and are judged like any other', async () => {
  const signed = await Promise.all(learners.map((chain, i) => signSubmission(chain, lesson(`lesson ${i}`))));
  const [alone, ...batched] = signed as [RelayedSubmission, ...RelayedSubmission[]];
  expect(await submitFor(batcher, alone)).toMatchObject({ epoch: 1n, index: 0n });
  const forged = { ...alone, submission: { ...alone.submission, confidencePpm: 1 } };
  await expect(submitFor(batcher, forged)).rejects.toMatchObject({ code: 'CHAIN_INVALID_SIGNATURE' });

  const listCid = digest('list');
  lists.set(listCid, batched);
  expect(await submitBatch(batcher, { submissions: batched, listCid })).toMatchObject({
    epoch: 1n,
    first: 1n,
  });
  // One of them changes its mind and submits by itself: that counts.
  const [, changed] = learners as [ChainClient, ChainClient];
  expect(await submit(changed, lesson('second thought'))).toMatchObject({ index: 5n });
  expect((await readEpochLog(batcher, 1n)).batches).toMatchObject([
    { first: 1, leaves: 4, batcher: addressOf(batcher), listCid },
  ]);

  await network.until('draw');
  await expect(
    drawAll(batcher, { epoch: 1n, openBatch: async () => [...batched].reverse() }),
  ).rejects.toMatchObject({ code: 'BATCH_LIST_DIFFERS' });
  expect(await draw(batcher, { epoch: 1n, openBatch: async () => undefined })).toBe(null);
  await playRounds(network, 1n, { keeper: batcher, members }, undefined, openBatch);
  expect(await readSubmissions(batcher, 1n)).toMatchObject([
    { index: 0, learner: addressOf(learners[0] as ChainClient), status: 'accepted' },
    { index: 2, learner: addressOf(learners[2] as ChainClient), status: 'accepted', cid: digest('lesson 2') },
    { index: 3, status: 'accepted' },
    { index: 4, status: 'accepted' },
    { index: 5, learner: addressOf(changed), status: 'accepted', cid: digest('second thought') },
  ]);
  expect((await readEpoch(batcher, 1n)).accepted).toBe(5);
  await network.until('final');
  const { amount } = await claim(batcher, { epoch: 1n, account: addressOf(changed) });
  expect(amount).toBe(parseEther('160'));
});

test('leaves that nobody opens in time are void, and the poster of the batch pays', async () => {
  const signed = await Promise.all(
    learners.slice(0, 3).map((chain, i) => signSubmission(chain, lesson(`x${i}`))),
  );
  const listCid = digest('lost list');
  expect(await submitRoot(batcher, { submissions: signed, listCid })).toMatchObject({ epoch: 2n, first: 0n });
  await submit(learners[4] as ChainClient, lesson('kept'));
  await network.until('draw');
  expect(await drawAll(batcher, { epoch: 2n, openBatch })).toBe(1);
  expect((await readEpoch(batcher, 2n)).phase).toBe('draw');
  const { phaseEndsAt } = await readEpoch(batcher, 2n);
  expect(phaseEndsAt).not.toBe(null);
  await network.jump(60);
  // The list has come up after all, but too late.
  lists.set(listCid, signed);
  expect(await draw(batcher, { epoch: 2n })).toMatch(/^0x/);
  expect((await readEpoch(batcher, 2n)).phase).toBe('commit');
  await playRounds(network, 2n, { keeper: batcher, members });
  expect(await readSubmissions(batcher, 2n)).toMatchObject([{ index: 3, status: 'accepted' }]);

  await network.until('aggregate');
  const [judge] = members as [ChainClient];
  const before = await readBalances(judge, addressOf(judge));
  await punishBatch(judge, { epoch: 2n, batch: 0 });
  expect((await readNode(judge, addressOf(batcher))).stake).toBe(parseEther('470'));
  expect((await readBalances(judge, addressOf(judge))).loam - before.loam).toBe(parseEther('1.5'));
  await expect(punishBatch(judge, { epoch: 2n, batch: 0 })).rejects.toMatchObject({
    code: 'CHAIN_NOTHING_UNOPENED',
  });
});

test('somebody who opens an early leaf first holds nobody up', async () => {
  await network.until('final');
  const [twice, once] = learners as [ChainClient, ChainClient];
  const { baseVersion } = await readNextTerms(batcher);
  const early = [await signSubmission(twice, lesson('early', baseVersion))];
  const late = [
    await signSubmission(once, lesson('once', baseVersion)),
    await signSubmission(twice, lesson('late', baseVersion)),
  ];
  lists.set(digest('early list'), early).set(digest('late list'), late);
  await submitBatch(batcher, { submissions: early, listCid: digest('early list') });
  await submitBatch(batcher, { submissions: late, listCid: digest('late list') });
  await network.until('draw');
  const only = (listCid: Hex) => async (batch: BatchState) => (batch.listCid === listCid ? early : undefined);
  expect(await drawAll(batcher, { epoch: 3n, openBatch: only(digest('early list')) })).toBe(2);
  expect(await drawAll(batcher, { epoch: 3n, openBatch })).toBe(1);
  expect(await readSubmissions(batcher, 3n)).toMatchObject([
    { index: 0, cid: digest('early') },
    { index: 1, cid: digest('once') },
  ]);
  await network.jump(60);
  expect(await draw(batcher, { epoch: 3n, openBatch })).toMatch(/^0x/);
  expect((await readEpoch(batcher, 3n)).phase).toBe('commit');
});
