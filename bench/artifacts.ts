/**
 * What a bundle of 20 MB costs on its way from one node process to another on loopback, beside a bare libp2p stream
 * between the same two processes in the same run, round by round. Arguments: --json, --mb n, --rounds n.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Ask } from './artifacts/bench-peer.ts';
import { figure, printFigures } from './print-figures.ts';

/** Milliseconds between making artifacts and moving them. */
const SETTLE_MS = 250;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    mb: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '7' },
  },
});
const bytes = Number(values.mb) * 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'loam-bench-artifacts-'));
const children: ChildProcess[] = [];
try {
  const [server, serverAddress] = await start('server');
  const [client] = await start('client');
  await ask(client, { do: 'dial', address: serverAddress });
  const rounds: { readonly bare: Rate; readonly ours: Rate; readonly intoMemory: Rate }[] = [];
  // The first round warms both up: code is compiled, folders are made.
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const cid = String(await ask(server, { do: 'put' }));
    const next = String(await ask(server, { do: 'put' }));
    // What making them left behind, above all garbage, is no part of any transfer.
    await sleep(SETTLE_MS);
    const rawFirst = round % 2 === 0;
    const before = rawFirst ? await measure(client, server, { do: 'raw' }) : undefined;
    const ours = await measure(client, server, { do: 'fetch', cid });
    const intoMemory = await measure(client, server, { do: 'read', cid: next });
    const bare = before ?? (await measure(client, server, { do: 'raw' }));
    if (!values.json) {
      process.stdout.write(
        `round ${round}: bare ${show(bare)}, ours ${show(ours)}, into memory ${show(intoMemory)}\n`,
      );
    }
    if (round > 0) rounds.push({ bare, ours, intoMemory });
  }
  const middle = (of: (round: (typeof rounds)[number]) => number): number => median(rounds.map(of));
  const shares = rounds.map(({ bare, ours }) => ours.perSecond / bare.perSecond);
  const bareRate = middle(({ bare }) => bare.perSecond);
  printFigures(
    'artifacts',
    {
      shareOfRaw: figure(median(shares), 'of a bare libp2p stream, median of rounds, goal 0.7'),
      fetch: figure(
        middle(({ ours }) => ours.perSecond),
        'MB/s, verified and stored',
        bareRate,
      ),
      fetchAndRead: figure(
        middle(({ intoMemory }) => intoMemory.perSecond),
        'MB/s, the same and its files in memory',
        bareRate,
      ),
      bareStream: figure(bareRate, 'MB/s'),
      slowestShare: figure(Math.min(...shares), 'of a bare libp2p stream, worst round'),
      clientThread: figure(
        middle(({ ours }) => ours.clientMs),
        'ms of the network thread that fetches, per MB; hardly changes with the load of the machine',
        middle(({ bare }) => bare.clientMs),
      ),
      serverThread: figure(
        middle(({ ours }) => ours.serverMs),
        'ms of the network thread that serves, per MB',
        middle(({ bare }) => bare.serverMs),
      ),
    },
    values.json,
  );
} finally {
  await Promise.all(children.map(stop));
  rmSync(folder, { recursive: true, force: true });
}

async function start(name: string): Promise<[ChildProcess, string]> {
  const child = fork(join(import.meta.dirname, 'artifacts', 'bench-peer.ts'), [
    join(folder, name),
    String(bytes),
  ]);
  child.setMaxListeners(0);
  children.push(child);
  return [child, String(await reply(child))];
}

function ask(child: ChildProcess, what: Ask): Promise<string | number> {
  const answer = reply(child);
  child.send(what);
  return answer;
}

async function reply(child: ChildProcess): Promise<string | number> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => [{ error: 'the process ended' }]),
  ])) as [{ value?: string | number; error?: string }];
  if (message.value === undefined) throw new Error(message.error ?? 'no answer');
  return message.value;
}

/** How fast one transfer was, and what it cost the two network threads. */
interface Rate {
  /** Megabytes a second. */
  readonly perSecond: number;
  /** Processor milliseconds per megabyte. */
  readonly clientMs: number;
  readonly serverMs: number;
}

async function measure(client: ChildProcess, server: ChildProcess, what: Ask): Promise<Rate> {
  const busy = async () => [
    Number(await ask(client, { do: 'busy' })),
    Number(await ask(server, { do: 'busy' })),
  ];
  const [clientBefore = 0, serverBefore = 0] = await busy();
  const ms = Number(await ask(client, what));
  const [clientAfter = 0, serverAfter = 0] = await busy();
  const megabytes = bytes / 1_000_000;
  return {
    perSecond: (megabytes * 1_000) / ms,
    clientMs: (clientAfter - clientBefore) / megabytes,
    serverMs: (serverAfter - serverBefore) / megabytes,
  };
}

function show({ perSecond, clientMs, serverMs }: Rate): string {
  return `${perSecond.toFixed(0)} MB/s (${clientMs.toFixed(1)} and ${serverMs.toFixed(1)} ms/MB)`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Ends a process: it leaves by itself when the channel closes. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
}
