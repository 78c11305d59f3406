/**
 * Measures what hostile peers cost a node and whether honest traffic goes on: one process attacks another in each of
 * six ways, coming back under a new name whenever it is thrown out, while a third one writes 20 entries a second.
 * Arguments: --json, --seconds n (per attack).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openGossipIdentity } from '../node/gossip/gossip-identity.ts';
import { type GossipProcess, startGossipProcess } from '../node/gossip/gossip-process.ts';
import { startCountingProxy } from './flood/counting-proxy.ts';
import { type Figure, figure, printFigures } from './print-figures.ts';

const ATTACKS = ['connections', 'oversize', 'wantlist', 'junk', 'forged', 'nextlist'] as const;
type Attack = (typeof ATTACKS)[number] | 'none';
/** Entries that the honest node writes per second. */
const HONEST_RATE = 20;
/** Milliseconds that the last entries may take to arrive. */
const GRACE_MS = 2_000;

/** An attack of which fewer bytes arrived was none, and its figures would be worthless. */
const LEAST_BYTES = 20_000;

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '6' } },
});
const seconds = Number(values.seconds);

interface Cost {
  /** Honest entries that arrived, of those written. */
  readonly share: number;
  /** Processor time of the attacked node, cores. */
  readonly cores: number;
  /** Growth of its resident memory, bytes. */
  readonly grown: number;
  /** Bytes that it sent to the attacker per byte that it got. */
  readonly amplification: number;
  readonly megabytesIn: number;
  readonly lives: number;
}

const quiet = await measure('none');
const costs = new Map<Attack, Cost>();
for (const attack of ATTACKS) costs.set(attack, await measure(attack));

const figures: Record<string, Figure> = {
  honestShareUnderFlood: figure(
    Math.min(...[...costs.values()].map(({ share }) => share / quiet.share)),
    'of the entries that arrive in quiet, the worst of six attacks',
    quiet.share,
  ),
  nextListAmplification: figure(costs.get('nextlist')?.amplification ?? Number.NaN, 'bytes out per byte in'),
};
for (const [attack, cost] of costs) {
  figures[`${attack}Share`] = figure(cost.share, 'of honest entries arrived', quiet.share);
  figures[`${attack}Cores`] = figure(cost.cores, 'cores of the attacked node', quiet.cores);
  figures[`${attack}MB`] = figure(cost.grown / 1e6, 'MB more resident memory', quiet.grown / 1e6);
  figures[`${attack}Amplification`] = figure(cost.amplification, 'bytes out per byte in');
  figures[`${attack}In`] = figure(cost.megabytesIn, 'MB that the attacker got in');
  figures[`${attack}Lives`] = figure(cost.lives, 'names that the attacker used up');
}
printFigures('flood', figures, values.json);

async function measure(attack: Attack): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'loam-bench-flood-'));
  const nodes: GossipProcess[] = [];
  try {
    const hostile = join(folder, 'hostile');
    const insider = await openGossipIdentity(join(hostile, 'insider'));
    const { publicKey } = insider.identity;
    await insider.close();
    const honest = await startGossipProcess(join(folder, 'honest'), 'flood-net', 1);
    nodes.push(honest);
    const victim = await startGossipProcess(join(folder, 'victim'), 'flood-net', 2, [honest.key, publicKey]);
    nodes.push(victim);
    await honest.call({ dial: [victim.address] });
    await sleep(1_500);
    const proxy = await startCountingProxy(Number(/\/tcp\/(\d+)/.exec(victim.address)?.[1]));
    const before = await victim.call();
    const start = performance.now();
    const attacking = attack === 'none' ? undefined : attackWith(attack, victim, proxy.port, hostile);
    let written = 0;
    while (performance.now() - start < seconds * 1000) {
      await honest.call({ write: { first: written, count: 1, batch: 1 } });
      written += 1;
      await sleep(Math.max(0, start + (written * 1000) / HONEST_RATE - performance.now()));
    }
    const lives = await attacking;
    const took = (performance.now() - start) / 1000;
    await sleep(GRACE_MS);
    const after = await victim.call();
    proxy.close();
    if (attack !== 'none' && attack !== 'connections' && proxy.bytes.to < LEAST_BYTES) {
      throw new Error(`the attack "${attack}" did not arrive: ${proxy.bytes.to} bytes`);
    }
    return {
      share: after.attestations / written,
      cores: (after.cpuMs - before.cpuMs) / 1000 / took,
      grown: after.rss - before.rss,
      amplification: proxy.bytes.to === 0 ? 0 : proxy.bytes.from / proxy.bytes.to,
      megabytesIn: proxy.bytes.to / 1e6,
      lives: lives ?? 0,
    };
  } finally {
    await Promise.all(nodes.map((node) => node.kill()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs the attack to its end and returns how many names it used. */
async function attackWith(
  attack: Attack,
  victim: GossipProcess,
  port: number,
  folder: string,
): Promise<number> {
  const address = `/ip4/127.0.0.1/tcp/${port}/p2p/${victim.peerId}`;
  const child = fork(
    fileURLToPath(new URL('./flood/attacker.ts', import.meta.url)),
    [attack, address, victim.log, folder, String(seconds)],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] },
  );
  const ended = once(child, 'exit');
  const [{ lives }] = (await once(child, 'message')) as [{ lives: number }];
  await ended;
  return lives;
}
