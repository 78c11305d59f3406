import { setTimeout as sleep } from 'node:timers/promises';
import { parseEther } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import type { SelfEvaluation } from '../../protocol/bundle/bundle-schemas.ts';
import { type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import { followContribution } from './follow-contribution.ts';
import { submitContribution } from './submit-contribution.ts';

/** Seconds of the submit phase: windows of a quarter, with room for a busy machine. */
const SUBMIT_SECONDS = 24;
const PATIENCE_MS = 90_000;
const place = testPlace();
let network: TestNetwork;
let learner: TestNode;
let aggregator: TestNode;

beforeAll(async () => {
  aggregator = await startTestNode(place.config('aggregator', { batches: { fewest: 1 } }));
  learner = await startTestNode(place.config('learner', { batches: { handOver: true } }));
  network = await testNetwork(
    { epochs: { submitSeconds: SUBMIT_SECONDS, drawSeconds: 600 } },
    (await learner.node.context.model()).hash,
  );
  for await (const _ of aggregator.node.network.join(network.descriptor, ['aggregator']));
  const bootstrap = aggregator.node.network.session?.peers.multiaddrs() ?? [];
  for await (const _ of learner.node.network.join({ ...network.descriptor, bootstrap }, ['learner']));
}, 150_000);

afterAll(async () => {
  await learner.node.stop();
  await aggregator.node.stop();
  await network.stop();
  place.remove();
});

test('a contribution goes in a batch that an aggregator posts, is found again after a restart, and is followed to its end', async () => {
  const { session } = learner.node.network;
  if (session === undefined) throw new Error('not joined');
  const cid = (await session.artifacts.putFile(new TextEncoder().encode('a bundle'))).toString();
  const contribution: Contribution = {
    ...{ id: 'c', runId: 'r', createdAt: 0, updatedAt: 0, state: 'submitting', sentence: '', cid },
    ...{ epoch: null, index: null, utilityPpm: null, stake: null, reward: null, modelVersion: null },
    error: null,
  };
  const measured: SelfEvaluation = {
    ...{ format: 'loam-eval/1', seed: `0x${'5e'.repeat(32)}`, profile: `0x${'77'.repeat(32)}`, items: 1 },
    ...{ baseMicroNats: '10', patchedMicroNats: '9', utilityPpm: 100_000 },
  };
  const before = await transactions();
  const placed = await submitContribution(session, contribution, measured);
  expect(placed).toEqual({ epoch: 1, index: 0, stake: parseEther('100').toString() });
  const { batches } = await readEpochLog(session.chain, 1n);
  expect(batches).toMatchObject([
    { first: 0, leaves: 1, batcher: aggregator.node.context.keystore.signer.address },
  ]);
  // It cost the learner nothing, and whoever asks again after a restart finds it.
  expect(await transactions()).toBe(before);
  expect(await submitContribution(session, contribution, measured)).toEqual(placed);

  const known = { ...contribution, ...placed, state: 'waiting' as Contribution['state'] };
  const following = followContribution(
    session,
    () => known,
    (change) => Object.assign(known, change),
  );
  await network.until('draw');
  // The aggregator's keeper opens the leaf; with nobody to judge it, it stays without a verdict.
  const end = Date.now() + PATIENCE_MS;
  while ((await readSubmissions(session.chain, 1n)).length === 0) {
    if (Date.now() > end) throw new Error(aggregator.log.slice(-10).join('\n'));
    await sleep(100);
  }
  expect(await readSubmissions(session.chain, 1n)).toMatchObject([
    { index: 0, learner: session.address, drawn: true },
  ]);
  while (!['aggregate', 'final'].includes((await readEpoch(session.chain, 1n)).phase)) {
    if (Date.now() > end) throw new Error((await readEpoch(session.chain, 1n)).phase);
    await network.jump(2);
    await sleep(200);
  }
  expect(await following).toBe('ended');
  expect(known.state).toBe('unresolved');

  async function transactions(): Promise<number> {
    const { chain, address } = learner.node.network.session ?? {};
    return chain === undefined || address === undefined ? -1 : chain.public.getTransactionCount({ address });
  }
}, 200_000);
