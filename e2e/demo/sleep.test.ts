import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestClient, http, parseEther } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readChainTime } from '../../node/chain/reads/read-chain-time.ts';
import { readCurrentEpoch } from '../../node/chain/reads/read-current-epoch.ts';
import { type ChainPhase, type EpochState, readEpoch } from '../../node/chain/reads/read-epoch.ts';
import { readEpochLog } from '../../node/chain/reads/read-epoch-log.ts';
import { readNode } from '../../node/chain/reads/read-node.ts';
import { readSalts } from '../../node/chain/reads/read-salts.ts';
import { startTestNode, type TestNode, testPlace } from '../../node/fixtures/test-node.ts';
import type { LocalMember } from '../../node/network/local-network.ts';
import type { NetworkSession } from '../../node/network/network-session.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { demoProcesses, isRunning } from './demo-processes.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const STAKE = parseEther('500');
/** What absence costs: a hundredth of the bond. */
const ABSENT = (STAKE * 99n) / 100n;
/** Seconds of the phases; the test moves the chain's clock itself, so that a slow machine is not late. */
const PHASE_S = 900;
/** Milliseconds in which a process that runs must have acted, and in which one that woke must not. */
const ACTS_MS = 90_000;
const STAYS_MS = 5_000;
const LOOK_MS = 50;

const place = testPlace();
let main: TestNode;
let session: NetworkSession;

beforeAll(async () => {
  main = await startTestNode(
    place.config('sleep', {
      workerEntry: join(ROOT, 'out/worker/worker-process.js'),
      nodeEntry: join(ROOT, 'out/node/node-process.js'),
    }),
  );
  const { network } = main.node;
  // Equal stakes and as many seats as validators: each is drawn for everything.
  for await (const _ of network.startLocal({
    members: [
      { name: 'validator-1', roles: ['validator'] },
      { name: 'validator-2', roles: ['validator'] },
      { name: 'validator-3', roles: ['validator'] },
      { name: 'aggregator-1', roles: ['aggregator'] },
    ],
    parameters: {
      epochs: {
        submitSeconds: PHASE_S,
        finalitySeconds: PHASE_S,
        commitSeconds: PHASE_S,
        revealSeconds: PHASE_S,
        aggregateSeconds: PHASE_S,
      },
    },
  }));
  if (network.session === undefined) throw new Error('not joined');
  session = network.session;
  for (const name of ['validator-1', 'validator-2', 'validator-3'])
    await until(`${name} works`, async () => (await member(name).client.validator.status()).state === 'on');
});

afterAll(async () => {
  for (const { pid } of main?.node.network.local?.members ?? [])
    if (pid !== undefined) signal(pid, 'SIGCONT');
  await main?.node.stop();
  place.remove();
});

function member(name: string): LocalMember {
  const found = main.node.network.local?.members.find((m) => m.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}
function signal(pid: number, what: NodeJS.Signals): void {
  try {
    process.kill(pid, what);
  } catch {
    // It has ended; the test says so elsewhere.
  }
}
/** Suspends a member as a laptop's lid does: its processes stand still until {@link wake}. */
function suspend(name: string): void {
  signalAll(name, 'SIGSTOP');
}
function wake(name: string): void {
  signalAll(name, 'SIGCONT');
}
function signalAll(name: string, what: NodeJS.Signals): void {
  const own = demoProcesses(process.pid).filter((p) => p.member === name);
  expect(own.map(({ kind }) => kind).sort()).toEqual(['node', 'worker']);
  for (const { pid } of own) signal(pid, what);
}
async function addressOf(name: string): Promise<Hex> {
  const status = await member(name).client.system.status();
  return (status.wallet?.address ?? '0x') as Hex;
}
async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < ACTS_MS; waited += LOOK_MS) {
    if (await is()) return;
    await sleep(LOOK_MS);
  }
  throw new Error(`${what}: did not happen\n${main.log.slice(-20).join('\n')}`);
}
const epochNow = async (): Promise<EpochState> =>
  readEpoch(session.chain, await readCurrentEpoch(session.chain));
const inPhase = (...phases: ChainPhase[]) =>
  until(phases.join(' or '), async () => phases.includes((await epochNow()).phase));
/** Moves the chain's clock to `left` seconds before the end of the phase (0: into the next one). */
async function jump(left = 0): Promise<void> {
  const { phaseEndsAt } = await epochNow();
  if (phaseEndsAt === null) throw new Error('the phase has no end');
  const clock = createTestClient({ mode: 'anvil', transport: http(session.descriptor.rpcUrls[0]) });
  await clock.increaseTime({
    seconds: Math.max(1, phaseEndsAt - left - (await readChainTime(session.chain))),
  });
  await clock.mine({ blocks: 1 });
}
/** Numbers of the nodes that committed in the epoch, one for each commitment. */
const committed = async (epoch: bigint): Promise<number[]> =>
  (await readEpochLog(session.chain, epoch)).commitments.map(({ node }) => node);
const numberOf = async (address: Hex): Promise<number> => (await readNode(session.chain, address)).number;

/** Learns a little and shares it; resolves with the epoch once it is open and `salts` of it are committed. */
async function share(seed: string, salts: number): Promise<bigint> {
  const { client } = main;
  await client.learn.teach({ prompt: `What is ${seed}?`, answer: `It is ${seed}.` });
  let runId: string | undefined;
  const training = { steps: 2, practice: { count: 4, seed }, seed };
  for await (const event of await client.learn.train(training))
    if (event.type === 'done') runId = event.run.id;
  const before = await readCurrentEpoch(session.chain);
  await client.learn.contribute({ runId: runId ?? '', consent: true });
  await until('the epoch opens', async () => (await readCurrentEpoch(session.chain)) > before);
  const epoch = before + 1n;
  await until('the submission arrives', async () => (await epochNow()).submissions > 0);
  await until('salts', async () => (await readSalts(session.chain, epoch)).committed >= salts);
  return epoch;
}

test('validators that sleep over the commit, over part of the reveal, and over a whole epoch pay for absence only', async () => {
  const names = ['validator-1', 'validator-2', 'validator-3'] as const;
  const [a, b, c] = [await addressOf(names[0]), await addressOf(names[1]), await addressOf(names[2])];
  const [first, second, third] = [await numberOf(a), await numberOf(b), await numberOf(c)];

  // First epoch: one sleeps from the draw until the commits are over, another from its commit into the reveal.
  const epoch = await share('the first', 3);
  await jump();
  // With the last salt the draw begins; judging takes a second, so it cannot have committed yet.
  await until('its salt opens', async () => (await readSalts(session.chain, epoch, a)).mineRevealed);
  suspend(names[0]);
  await inPhase('commit');
  await until('two commit', async () => (await committed(epoch)).length === 2);
  suspend(names[1]);
  await jump();
  await inPhase('reveal');
  const revealed = async (address: Hex) =>
    (await readEpochLog(session.chain, epoch)).reveals.filter(
      ({ validator }) => validator.toLowerCase() === address.toLowerCase(),
    ).length;
  await until('the one that is awake reveals', async () => (await revealed(c)) === 1);
  expect(await revealed(b)).toBe(0);

  wake(names[0]);
  await sleep(STAYS_MS);
  expect((await epochNow()).phase).toBe('reveal');
  expect((await committed(epoch)).sort()).toEqual([second, third].sort());
  expect(await revealed(a)).toBe(0);

  // Little time is left when the other wakes; it goes by the chain's clock.
  await jump(PHASE_S / 5);
  wake(names[1]);
  await until('the one that woke reveals', async () => (await revealed(b)) === 1);
  await inPhase('aggregate', 'challenge', 'final');
  await until('the fine', async () => (await readNode(session.chain, a)).stake !== STAKE);
  const stakes = async () =>
    Promise.all([a, b, c].map(async (x) => (await readNode(session.chain, x)).stake));
  expect(await stakes()).toEqual([ABSENT, STAKE, STAKE]);

  // Second epoch: the third sleeps over all of it.
  while ((await epochNow()).phase !== 'final') {
    const { phaseEndsAt } = await epochNow();
    if (phaseEndsAt !== null) await jump();
    await sleep(200);
  }
  suspend(names[2]);
  const next = await share('the second', 2);
  await jump();
  // All that are drawn but one commit and reveal; the clock is moved for the one.
  await inPhase('commit');
  await until('two commit', async () => (await committed(next)).length === 2);
  await jump();
  await inPhase('aggregate', 'challenge', 'final');
  wake(names[2]);
  await until('the fine', async () => (await readNode(session.chain, c)).stake !== STAKE);
  await sleep(STAYS_MS);
  expect(await stakes()).toEqual([ABSENT, STAKE, ABSENT]);
  expect((await committed(next)).sort()).toEqual([first, second].sort());

  // All of them are the processes that they were, awake and at work.
  for (const name of names) {
    expect(member(name).restarts).toBe(0);
    expect(isRunning(member(name).pid ?? 0)).toBe(true);
    expect(await member(name).client.validator.status()).toMatchObject({ state: 'on', code: null });
  }
});
