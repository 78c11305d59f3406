/**
 * What a bundle of 20 MB costs on its way from one node process to another on loopback, beside a bare libp2p stream
 * between the same two processes in the same run, round by round. Arguments: --json, --mb n, --rounds n.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Ask } from './artifacts/bench-peer.ts';
import { figure, printFigures } from './print-figures.ts';

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
  const raw: number[] = [];
  const fetched: number[] = [];
  const read: number[] = [];
  const shares: number[] = [];
  // The first round warms both up: code is compiled, folders are made.
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const cid = String(await ask(server, { do: 'put' }));
    const rawFirst = round % 2 === 0;
    const before = rawFirst ? await rate(client, { do: 'raw' }) : 0;
    const ours = await rate(client, { do: 'fetch', cid });
    const intoMemory = await rate(client, { do: 'read', cid: String(await ask(server, { do: 'put' })) });
    const bare = rawFirst ? before : await rate(client, { do: 'raw' });
    if (!values.json)
      process.stdout.write(
        `round ${round}: bare ${bare.toFixed(0)} MB/s, ours ${ours.toFixed(0)} MB/s, into memory ${intoMemory.toFixed(0)} MB/s\n`,
      );
    if (round === 0) continue;
    raw.push(bare);
    fetched.push(ours);
    read.push(intoMemory);
    shares.push(ours / bare);
  }
  printFigures(
    'artifacts',
    {
      shareOfRaw: figure(median(shares), 'of a bare libp2p stream, median of rounds, goal 0.7'),
      fetch: figure(median(fetched), 'MB/s, verified and stored', median(raw)),
      fetchAndRead: figure(median(read), 'MB/s, the same and its files in memory', median(raw)),
      bareStream: figure(median(raw), 'MB/s'),
      slowestShare: figure(Math.min(...shares), 'of a bare libp2p stream, worst round'),
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

/** Megabytes a second. */
async function rate(child: ChildProcess, what: Ask): Promise<number> {
  return bytes / 1_000 / Number(await ask(child, what));
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
