/**
 * Lets a local network of real processes live through epochs one after another and watches the memory of every process.
 * The figure is the slope of resident memory over time after the first fifth, of the process that grows most. What a
 * process holds between two epochs counts: while the learner trains it takes twice as much, and which of the moments a
 * clock hits is chance. Samples by the clock are told beside it.
 * Linux only. Arguments: --json, --minutes n (default 60), --every seconds between two samples by the clock (default 30).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { shareAndFollow, trainLesson } from './epoch/learn-and-share.ts';
import { bundleProcesses, startLocalBenchNetwork } from './epoch/local-bench-network.ts';
import { readMetric } from './epoch/read-metrics.ts';
import { type Figure, figure, printFigures } from './print-figures.ts';
import { afterWarmUp, type MemorySample, mbPerHour } from './soak/memory-trend.ts';
import { readMemory } from './soak/read-memory.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '60' },
    every: { type: 'string', default: '30' },
  },
});
const minutes = Number(values.minutes);
const everyMs = Number(values.every) * 1_000;

const MEMBERS = [
  { name: 'validator-1', roles: ['validator' as const] },
  { name: 'validator-2', roles: ['validator' as const] },
  { name: 'validator-3', roles: ['validator' as const] },
  { name: 'aggregator-1', roles: ['aggregator' as const] },
  { name: 'learner-1', roles: ['learner' as const] },
];
const STEPS = 40;
/** A learner that is rejected often would run out of stake long before the end. */
const PARAMETERS = { committees: { rejectBps: 0 } };
const MB = 2 ** 20;
const MS_PER_HOUR = 3_600_000;
/** Epochs below which a slope says nothing. */
const MIN_EPOCHS = 5;
/** Epochs in a row that may fail before the run is given up. */
const MAX_FAILURES = 5;

bundleProcesses();
const network = await startLocalBenchNetwork(MEMBERS, PARAMETERS);
const started = performance.now();
const end = started + minutes * 60_000;
const over = new AbortController();
/** By the clock, and between two epochs. */
const rss = new Map<string, MemorySample[]>();
const resting = new Map<string, MemorySample[]>();
const heap = new Map<string, MemorySample[]>();
const outcomes = { paid: 0, rejected: 0, unresolved: 0, failed: 0 };

try {
  await Promise.all([sampling(), epochs().finally(() => over.abort())]);
} finally {
  over.abort();
  await network.stop();
}
const restarts = network.local.members.reduce((sum, member) => sum + member.restarts, 0);
report();

async function sampling(): Promise<void> {
  for (let next = started; !over.signal.aborted && performance.now() < end; ) {
    const hours = sample(rss);
    add(heap, 'observer', { hours, mb: process.memoryUsage().heapUsed / MB });
    for (const { name, metricsUrl } of network.local.members) {
      if (metricsUrl === undefined) continue;
      const bytes = await readMetric(metricsUrl, 'nodejs_heap_size_used_bytes').catch(() => undefined);
      if (bytes !== undefined) add(heap, `node of ${name}`, { hours, mb: bytes / MB });
    }
    next += everyMs;
    await sleep(Math.max(0, next - performance.now()), undefined, { signal: over.signal }).catch(
      () => undefined,
    );
  }
}

async function epochs(): Promise<void> {
  const { client } = network.member('learner-1');
  let failures = 0;
  for (let i = 0; performance.now() < end; i++) {
    try {
      const runId = await trainLesson(
        client,
        {
          seed: `soak ${i}`,
          fact: { prompt: `What lies in drawer ${i}?`, answer: `In drawer ${i} lies letter ${i * 7 + 3}.` },
          steps: STEPS,
        },
        over.signal,
      );
      const { state, sentence, epoch } = await shareAndFollow(client, runId, over.signal);
      if (state === 'paid' || state === 'rejected' || state === 'unresolved') outcomes[state]++;
      else throw new Error(sentence);
      sample(resting);
      const sum = [...resting.values()].reduce((mb, samples) => mb + (samples.at(-1)?.mb ?? 0), 0);
      process.stderr.write(
        `epoch ${epoch} after ${Math.round((performance.now() - started) / 1_000)} s: ${sentence} ${Math.round(sum)} MB in all\n`,
      );
      failures = 0;
    } catch (error) {
      outcomes.failed++;
      process.stderr.write(`epoch failed: ${String(error)}\n`);
      if (++failures > MAX_FAILURES) throw error;
      await sleep(2_000);
    }
  }
}

/** Notes what every process holds now; returns the time, hours since the start. */
function sample(to: Map<string, MemorySample[]>): number {
  const hours = (performance.now() - started) / MS_PER_HOUR;
  for (const { what, rssBytes } of readMemory()) add(to, what, { hours, mb: rssBytes / MB });
  return hours;
}

function add(to: Map<string, MemorySample[]>, what: string, sample: MemorySample): void {
  to.set(what, [...(to.get(what) ?? []), sample]);
}

function report(): void {
  const done = outcomes.paid + outcomes.rejected + outcomes.unresolved;
  if (done < MIN_EPOCHS)
    throw new Error(`only ${done} epochs ended; a slope needs ${MIN_EPOCHS}: give it more minutes`);
  const rows = [...resting].map(([what, samples]) => ({
    what,
    slope: mbPerHour(afterWarmUp(samples)),
    later: mbPerHour(afterWarmUp(samples, 0.5)),
    byClock: mbPerHour(afterWarmUp(rss.get(what) ?? [])),
    heapSlope: heap.has(what) ? mbPerHour(afterWarmUp(heap.get(what) ?? [])) : null,
    first: afterWarmUp(samples)[0]?.mb ?? Number.NaN,
    last: samples.at(-1)?.mb ?? Number.NaN,
    most: Math.max(...[...samples, ...(rss.get(what) ?? [])].map(({ mb }) => mb)),
  }));
  rows.sort((a, b) => b.slope - a.slope);
  for (const row of rows) {
    const heapText =
      row.heapSlope === null ? '' : `, heap ${signed(row.heapSlope)} MB/h (${sawHeap(row.what)})`;
    process.stderr.write(
      `${row.what.padEnd(24)}${signed(row.slope)} MB/h (second half ${signed(row.later)}, by the clock ${signed(row.byClock)}), ${row.first.toFixed(0)} → ${row.last.toFixed(0)} MB, at most ${row.most.toFixed(0)}${heapText}\n`,
    );
  }
  const [worst] = rows;
  if (worst === undefined) throw new Error('no process was seen');
  const perProcess: Record<string, Figure> = Object.fromEntries(
    rows.map(({ what, slope, first, last, most }) => [
      `mbPerHour: ${what}`,
      figure(
        slope,
        `MB/h, from ${first.toFixed(0)} to ${last.toFixed(0)} MB at rest, at most ${most.toFixed(0)}`,
      ),
    ]),
  );
  const clocked = Math.max(...[...rss.values()].map(({ length }) => length));
  printFigures(
    'soak',
    {
      mbPerHour: figure(worst.slope, `MB/h at rest, ${worst.what}`),
      // The model that the network merges grows with every epoch until its rank is the highest allowed.
      mbPerHourSecondHalf: figure(
        Math.max(...rows.map(({ later }) => later)),
        'MB/h at rest, of the process that grows most in the second half',
      ),
      mbPerHourByClock: figure(
        Math.max(...rows.map(({ byClock }) => byClock)),
        'MB/h by the clock, of the process that grows most so',
      ),
      minutes: figure((performance.now() - started) / 60_000, 'min'),
      epochs: figure(done, 'epochs'),
      epochsPaid: figure(outcomes.paid, 'epochs'),
      epochsFailed: figure(outcomes.failed, 'epochs'),
      samples: figure(clocked, 'samples of each process by the clock'),
      processes: figure(rows.length, 'processes'),
      restarts: figure(restarts, 'restarts'),
      firstMb: figure(worst.first, `MB, ${worst.what}, after the warm-up`),
      lastMb: figure(worst.last, `MB, ${worst.what}, at the end`),
      ...perProcess,
    },
    values.json,
  );
  process.exitCode = outcomes.failed === 0 && restarts === 0 ? 0 : 1;
}

function sawHeap(what: string): string {
  const samples = afterWarmUp(heap.get(what) ?? []);
  return `${samples[0]?.mb.toFixed(0)} → ${samples.at(-1)?.mb.toFixed(0)} MB`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}
