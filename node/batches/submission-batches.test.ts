import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson, type JsonValue } from '../../protocol/encoding/canonical-json.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import {
  type RelayedSubmission,
  relayedSubmissionJson,
} from '../../protocol/submission/relayed-submission.ts';
import { createArtifactStore } from '../artifacts/artifact-store.ts';
import { signSubmission } from '../chain/actions/sign-submission.ts';
import { submit } from '../chain/actions/submit.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { drawAll } from '../chain/fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { ChangeHub } from '../change-hub.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { createTestHosts, type TestHosts, until } from '../peers/test-hosts.ts';
import { postingPlace } from './batch-times.ts';
import { SubmissionBatches } from './submission-batches.ts';
import { SubmissionPool } from './submission-pool.ts';

/** Seconds of the submit phase; a window, a spread and a margin are a quarter of it each. */
const SUBMIT_SECONDS = 2_000;
const QUARTER_MS = 500_000;
/** Milliseconds for everything that crosses real connections. */
const PATIENCE_MS = 30_000;

interface Member {
  readonly chain: ChainClient;
  readonly host: PeerHost;
  readonly batches: SubmissionBatches;
}

let network: TestNetwork;
let hosts: TestHosts;
let first: Member;
let second: Member;
let learners: Member[];
const stopping = new AbortController();
const changes = new ChangeHub();
/** Milliseconds that the passed-in clock is ahead. */
let ahead = 0;
const now = (): number => Date.now() + ahead;
let names = 0;

beforeAll(async () => {
  network = await testNetwork({ epochs: { submitSeconds: SUBMIT_SECONDS, drawSeconds: 1_000 } });
  hosts = await createTestHosts();
  for (let i = 0; i < 3; i++) await network.member(['validator']);
  const posters = [await member('aggregator'), await member('aggregator')];
  const place = ({ chain }: Member): number => postingPlace(addressOf(chain), 1, true);
  [first, second] = posters.sort((a, b) => place(a) - place(b)) as [Member, Member];
  await hosts.connect(first.host, second.host);
  learners = [];
  for (let i = 0; i < 7; i++) learners.push(await member('learner'));
  for (const { host } of learners) for (const poster of posters) await hosts.connect(host, poster.host);
}, 120_000);

afterAll(async () => {
  stopping.abort();
  await hosts.dispose();
  await network.stop();
});

async function member(role: 'learner' | 'aggregator'): Promise<Member> {
  const chain = await network.member([role]);
  const host = await hosts.open(`host-${names++}`);
  const batches = new SubmissionBatches({
    chain,
    host,
    artifacts: createArtifactStore({ host }),
    networkId: network.descriptor.id,
    address: addressOf(chain),
    posts: role === 'aggregator',
    fewest: 1,
    isAggregator: role === 'aggregator',
    changes,
    now,
    log: { info: () => undefined, warn: () => undefined },
    signal: stopping.signal,
  });
  return { chain, host, batches };
}

const digest = (text: string): Hex => keccak256(stringToHex(text));
const lesson = (name: string) => ({
  cid: digest(name),
  baseVersion: 0,
  metricsHash: digest(`metrics of ${name}`),
  confidencePpm: 50_000,
  stake: parseEther('100'),
});
const bytesOf = (json: JsonValue): Uint8Array => new TextEncoder().encode(canonicalJson(json));

/** Moves the passed-in clock, and wakes everybody until `check` holds. */
async function waiting(check: () => boolean | Promise<boolean>): Promise<void> {
  await until(async () => {
    changes.notify();
    return check();
  }, PATIENCE_MS);
}

/** What `promise` comes to while everybody is woken. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const end = (): void => {
    isSettled = true;
  };
  promise.then(end, end);
  await waiting(() => isSettled);
  return promise;
}

test('the signed submissions of five nodes are posted by one of two posters, in one transaction', async () => {
  const five = learners.slice(0, 5);
  const places = Promise.all(
    five.map(async ({ chain, batches }, i) => {
      const signed = await signSubmission(chain, lesson(`lesson ${i}`));
      return batches.handOver(signed);
    }),
  );
  await waiting(() => first.batches.waiting === 5 && second.batches.waiting === 5);
  expect(await first.batches.step()).toBe(0);
  ahead += QUARTER_MS + 0.5 * QUARTER_MS;
  const sent = await first.chain.public.getTransactionCount({ address: addressOf(first.chain) });
  expect(await first.batches.step()).toBe(5);
  expect(await first.chain.public.getTransactionCount({ address: addressOf(first.chain) })).toBe(sent + 1);
  // The second sees that it is done.
  expect(await second.batches.step()).toBe(0);
  expect(second.batches.waiting).toBe(0);
  expect((await settled(places)).map((place) => place?.index).sort()).toEqual([0, 1, 2, 3, 4]);
  expect((await readEpochLog(first.chain, 1n)).batches).toMatchObject([
    { first: 0, leaves: 5, batcher: addressOf(first.chain) },
  ]);
}, 90_000);

test('when the first poster is gone, the second posts', async () => {
  const [learner] = learners.slice(5) as [Member];
  await first.host.stop();
  const place = learner.batches.handOver(await signSubmission(learner.chain, lesson('late')));
  await waiting(() => second.batches.waiting === 1);
  ahead += QUARTER_MS + 0.5 * QUARTER_MS;
  expect(await second.batches.step()).toBe(1);
  expect(await settled(place)).toEqual({ epoch: 1n, index: 5 });
}, 90_000);

test('when nobody posts, the learner does before the phase ends, and the draw opens everything', async () => {
  const learner = learners[6] as Member;
  const signed = await signSubmission(learner.chain, lesson('alone'));
  const place = learner.batches.handOver(signed);
  await waiting(() => second.batches.waiting === 1);
  await network.jump(SUBMIT_SECONDS * 0.8);
  expect(await settled(place)).toBe(null);
  expect(await submit(learner.chain, lesson('alone'))).toMatchObject({ epoch: 1n, index: 6n });

  await network.until('draw');
  // The second poster has the first one's list from its learners: its own host is gone.
  await drawAll(second.chain, { epoch: 1n, openBatch: second.batches.lists.open });
  const drawn = await readSubmissions(second.chain, 1n);
  expect(drawn.map(({ learner: who }) => who).sort()).toEqual(
    learners.map(({ chain }) => addressOf(chain)).sort(),
  );
  expect(drawn.every((submission) => submission.drawn)).toBe(true);
}, 90_000);

test('a submission gets a place only when the contract would open it', async () => {
  const fresh = await testNetwork({ epochs: { submitSeconds: SUBMIT_SECONDS } });
  try {
    const chain = await fresh.member(['learner']);
    const other = await fresh.member(['learner']);
    const pool = new SubmissionPool({ chain, now });
    const good = await signSubmission(chain, lesson('good'));
    const take = (relayed: RelayedSubmission): Promise<string> =>
      pool.take(bytesOf(relayedSubmissionJson(relayed)));
    const changed = (change: Partial<RelayedSubmission['submission']>): RelayedSubmission => ({
      ...good,
      submission: { ...good.submission, ...change },
    });
    expect(await take(changed({ confidencePpm: 1 }))).toBe('refused');
    expect(await take(changed({ learner: addressOf(other) }))).toBe('refused');
    expect(await take({ ...good, node: good.node + 1 })).toBe('refused');
    expect(await take({ ...good, signature: upperHalf(good.signature) })).toBe('refused');
    expect(await take(changed({ epoch: 2 }))).toBe('later');
    expect(await pool.take(new Uint8Array(2_000))).toBe('refused');
    expect(await pool.take(new TextEncoder().encode('{'))).toBe('refused');
    const tooMuch = await signSubmission(chain, { ...lesson('good'), stake: parseEther('501') });
    expect(await take(tooMuch)).toBe('later');
    expect(await take(await signSubmission(await fresh.member(['validator']), lesson('no learner')))).toBe(
      'later',
    );
    expect(pool.waiting()).toEqual([]);
    expect(await take(good)).toBe('taken');
    expect(await take(await signSubmission(chain, lesson('another')))).toBe('known');
    expect(pool.waiting()).toHaveLength(1);
  } finally {
    await fresh.stop();
  }
}, 60_000);

/** The same signature with the other s, which libraries take and the chain does not. */
function upperHalf(signature: Hex): Hex {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const s = order - BigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.endsWith('1b') ? '1c' : '1b';
  return `${signature.slice(0, 66)}${s.toString(16).padStart(64, '0')}${v}` as Hex;
}
