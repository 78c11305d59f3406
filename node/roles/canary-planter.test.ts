import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitTo } from '../../protocol/attestation/commitment.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { CanaryBook, type CanaryRecord } from '../canaries/canary-book.ts';
import { commit } from '../chain/actions/commit.ts';
import { enforce } from '../chain/actions/enforce.ts';
import { revealBatch } from '../chain/actions/reveal-batch.ts';
import { submit } from '../chain/actions/submit.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { attestations } from '../chain/fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readBalances } from '../chain/reads/read-balances.ts';
import { type ChainPhase, readEpoch } from '../chain/reads/read-epoch.ts';
import { readItemsSeed } from '../chain/reads/read-items-seed.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { evaluateSubmission } from '../verification/evaluate-submission.ts';

const STAKE = parseEther('500');
const digest = (text: string): Hex => keccak256(stringToHex(text));
const place = testPlace();
const started: TestNode[] = [];
let network: TestNetwork;
let planter: TestNode;
let observer: TestNode;
let learner: ChainClient;
let keeper: ChainClient;
let members: ChainClient[];

async function start(name: string, canaryChance?: number): Promise<TestNode> {
  const node = await startTestNode(place.config(name, canaryChance === undefined ? {} : { canaryChance }));
  started.push(node);
  return node;
}

async function join(node: TestNode, roles: ('learner' | 'aggregator')[], bootstrap: string[]): Promise<void> {
  const descriptor = { ...network.descriptor, bootstrap };
  for await (const _ of await node.client.network.join({ descriptor, roles }));
}

function sessionOf({ node }: TestNode): NetworkSession {
  if (node.network.session === undefined) throw new Error('not joined');
  return node.network.session;
}

/** Waits until the epoch is in a phase. */
async function phase(epoch: bigint, wanted: ChainPhase): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if ((await readEpoch(keeper, epoch)).phase === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${(await readEpoch(keeper, epoch)).phase} instead of ${wanted}`);
}

/** The planter's newest canary, once it is as wanted. */
async function canary(is: (record: CanaryRecord) => boolean): Promise<CanaryRecord> {
  const book = new CanaryBook(planter.node.context.db, network.descriptor.id);
  for (let i = 0; i < 600; i++) {
    const record = book.list().at(-1);
    if (record !== undefined && is(record)) return record;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no such canary: ${JSON.stringify(book.list())}\n${planter.log.slice(-20).join('\n')}`);
}

beforeAll(async () => {
  observer = await start('observer');
  // Six equal validators and six seats: everybody sits once, whatever the draw.
  network = await testNetwork(
    {
      epochs: { submitSeconds: 3_600, commitSeconds: 3_600, revealSeconds: 3_600, contestSeconds: 3_600 },
      committees: { sizes: [6, 12, 0, 0], leads: [2, 0, 0] },
    },
    (await observer.node.context.model()).hash,
  );
  planter = await start('planter', 1);
  await join(planter, ['aggregator', 'learner'], []);
  await join(observer, [], sessionOf(planter).peers.multiaddrs());
  learner = await network.member(['learner']);
  keeper = await network.member(['aggregator']);
  members = [];
  for (let i = 0; i < 6; i++) members.push(await network.member(['validator'], STAKE));
});

afterAll(async () => {
  for (const { node } of started) await node.stop();
  await network?.stop();
  place.remove();
});

test('a canary is planted beside a lesson, honest validators agree with it, lazy ones pay, its maker is thanked', async () => {
  const lesson = { cid: digest('lesson'), metricsHash: digest('metrics') };
  const { epoch } = await submit(learner, {
    ...lesson,
    baseVersion: 0,
    confidencePpm: 50_000,
    stake: parseEther('100'),
  });
  const planted = await canary(({ state }) => state === 'placed');
  expect(planted).toMatchObject({ epoch: Number(epoch), index: 1, pass: true, utilityPpm: 0 });
  // Its bundle claims what a lesson claims.
  expect(planted.evaluation.utilityPpm).toBeGreaterThan(5_000);

  // From here on the planter's node, an aggregator, moves the epoch on.
  await network.jump(3_600);
  await phase(epoch, 'commit');
  const submission = (await readSubmissions(keeper, epoch))[1];
  if (submission === undefined) throw new Error('no submission');
  const { baseVersion, cid, metricsHash } = submission;
  const honest = await evaluateSubmission(
    sessionOf(observer),
    {
      epoch,
      index: 1n,
      seed: await readItemsSeed(keeper, epoch),
      baseVersion,
      cid,
      metricsHash,
      earlier: [],
    },
    { signal: AbortSignal.timeout(60_000) },
  );
  expect(honest).toMatchObject({ pass: true, utilityPpm: 0, uniquenessPpm: 1_000_000 });

  // Its maker forgets nothing over a restart.
  await planter.node.stop();
  planter = await start('planter', 1);
  await join(planter, ['aggregator', 'learner'], []);

  const lazy = new Set(members.slice(4).map((m) => addressOf(m)));
  const { round } = await readEpoch(keeper, epoch);
  const ballots = await Promise.all(
    members.map((chain) =>
      attestations(chain, epoch, (validator, index) =>
        index === 0 || lazy.has(validator)
          ? {}
          : { pass: honest.pass, utilityPpm: honest.utilityPpm, digest: honest.digest },
      ),
    ),
  );
  for (const [i, chain] of members.entries()) {
    const mine = ballots[i] ?? [];
    expect(mine).toHaveLength(2);
    await commit(chain, { epoch, round, root: commitTo(mine).root, ballots: mine.length });
  }
  await phase(epoch, 'reveal');
  await revealBatch(
    keeper,
    ballots.flatMap((mine) => {
      const { proofs } = commitTo(mine);
      return mine.map((attestation, i) => ({ attestation, proof: proofs[i] ?? [] }));
    }),
  );
  await phase(epoch, 'contest');
  expect((await readSubmissions(keeper, epoch))[1]?.status).toMatch(/rejected|canary/);
  expect(await canary(({ opened }) => opened)).toMatchObject({ rerun: false });
  expect((await readSubmissions(keeper, epoch))[1]).toMatchObject({ status: 'canary', weight: 0n });

  const before = await readBalances(keeper, addressOf(planter.node.network.session?.chain as ChainClient));
  await network.until('aggregate');
  await enforce(keeper, { epoch, index: 1n }).catch((error: { code?: string }) =>
    // The planter's own node may have been faster.
    expect(error.code).toBe('CHAIN_NOTHING_TO_ENFORCE'),
  );
  for (const member of members) {
    const { stake } = await readNode(keeper, addressOf(member));
    if (lazy.has(addressOf(member))) expect(stake).toBe((STAKE * 8n) / 10n);
    else expect(stake).toBe(STAKE);
  }
  const after = await readBalances(keeper, addressOf(planter.node.network.session?.chain as ChainClient));
  expect(after.loam).toBeGreaterThan(before.loam);
  await canary(({ state }) => state === 'proven');
});
