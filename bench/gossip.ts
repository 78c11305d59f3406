/**
 * Measures the attestation gossip with real node processes on this machine: appends per second, the time that 3 and 7
 * nodes take until all hold the same attestations, the recovery after a partition, memory. Arguments: --json, --runs n
 * (of which the median counts).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type GossipProcess, startGossipProcess, untilConverged } from '../node/gossip/gossip-process.ts';
import { stockAppendsPerSecond } from './gossip/stock-orbitdb.ts';
import { figure, printFigures } from './print-figures.ts';

const NETWORK = 'bench-net';
/** A validator writes what it judged in a round at once. */
const ROUND = 64;
const LIMIT_MS = 300_000;

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);

const singles = await appendsPerSecond(1_000, 1);
const batched = await appendsPerSecond(10_000, ROUND);
const stock = await stockAppendsPerSecond(1_000);
const three = await median(() => converge(3, 1_000, ROUND));
const seven = await median(() => converge(7, 1_000, ROUND));
const sevenSingles = await median(() => converge(7, 1_000, 1));
const large = await median(() => converge(7, 10_000, ROUND));
const partition = await median(() => partitionSeconds(500));
const late = await median(() => lateJoinerSeconds(10_000));

printFigures(
  'gossip',
  {
    appendsPerS: figure(
      singles,
      'entries/s of one attestation each, one node; reference: OrbitDB alone',
      stock,
    ),
    attestationsPerS: figure(batched, `attestations/s in entries of ${ROUND}, one node`),
    converge3x1k: figure(three.seconds, `s, 3 nodes write 1,000 attestations, ${ROUND} per entry`),
    converge7x1k: figure(seven.seconds, `s, 7 nodes write 1,000 attestations, ${ROUND} per entry`),
    converge7x1kSingles: figure(sevenSingles.seconds, 's, 7 nodes write 1,000 attestations, one per entry'),
    converge7x10k: figure(large.seconds, `s, 7 nodes write 10,000 attestations, ${ROUND} per entry`),
    partitionS: figure(partition.seconds, 's, two halves of 3 nodes with 500 entries each'),
    lateJoinerS: figure(late.seconds, 's, a new node gets 10,000 attestations from one other'),
    memoryMB: figure(large.megabytes, 'MB resident per node at 10,000, the largest of 7'),
  },
  values.json,
);

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

async function median(measure: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await measure());
  all.sort((a, b) => a.seconds - b.seconds);
  const middle = all[Math.floor((all.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('--runs is at least 1');
  return middle;
}

/** Runs `measure` with so many nodes, each connected to the two before it. */
async function withNodes<T>(count: number, measure: (nodes: GossipProcess[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'loam-bench-gossip-'));
  const nodes: GossipProcess[] = [];
  try {
    for (let i = 0; i < count; i += 1)
      nodes.push(await startGossipProcess(join(folder, String(i)), NETWORK, i + 1));
    return await measure(nodes);
  } finally {
    await Promise.all(nodes.map((node) => node.kill()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function connect(nodes: readonly GossipProcess[]): Promise<void> {
  for (const [i, node] of nodes.entries()) {
    await node.call({ dial: nodes.slice(Math.max(0, i - 2), i).map(({ address }) => address) });
  }
  // Gossip needs its meshes; a second is one heartbeat.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

function appendsPerSecond(count: number, batch: number): Promise<number> {
  return withNodes(1, async ([node]) => {
    if (node === undefined) throw new Error('no node');
    const { ms } = await node.call({ write: { first: 0, count, batch } });
    return (count / ms) * 1000;
  });
}

function converge(count: number, attestations: number, batch: number): Promise<Measured> {
  return withNodes(count, async (nodes) => {
    await connect(nodes);
    const start = performance.now();
    const share = Math.ceil(attestations / count);
    const writing = nodes.map((node, i) =>
      node.call({
        write: { first: i * share, count: Math.min(share, attestations - i * share), batch },
      }),
    );
    const all = await untilConverged(nodes, attestations, LIMIT_MS);
    const seconds = (performance.now() - start) / 1000;
    await Promise.all(writing);
    return { seconds, megabytes: Math.max(...all.map(({ rss }) => rss)) / 1e6 };
  });
}

function partitionSeconds(entriesPerSide: number): Promise<Measured> {
  return withNodes(6, async (nodes) => {
    const [left, right] = [nodes.slice(0, 3), nodes.slice(3)];
    await Promise.all([connect(left), connect(right)]);
    await Promise.all(
      [left[0], right[0]].map((node) => node?.call({ write: { first: 0, count: entriesPerSide, batch: 1 } })),
    );
    await Promise.all([left, right].map((side) => untilConverged(side, entriesPerSide, LIMIT_MS)));
    const start = performance.now();
    await right[0]?.call({ dial: left.slice(0, 1).map(({ address }) => address) });
    const all = await untilConverged(nodes, 2 * entriesPerSide, LIMIT_MS);
    return {
      seconds: (performance.now() - start) / 1000,
      megabytes: Math.max(...all.map(({ rss }) => rss)) / 1e6,
    };
  });
}

function lateJoinerSeconds(attestations: number): Promise<Measured> {
  return withNodes(2, async (nodes) => {
    await nodes[0]?.call({ write: { first: 0, count: attestations, batch: ROUND } });
    const start = performance.now();
    await nodes[1]?.call({ dial: nodes.slice(0, 1).map(({ address }) => address) });
    const all = await untilConverged(nodes, attestations, LIMIT_MS);
    return {
      seconds: (performance.now() - start) / 1000,
      megabytes: Math.max(...all.map(({ rss }) => rss)) / 1e6,
    };
  });
}
