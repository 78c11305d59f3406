/**
 * Tells processes to stop with SIGTERM at random moments and measures how long it takes until they and all that they had
 * started are gone: a single node in every kind of work with a tiny model, then the members of a demo over a whole epoch,
 * and the demo itself with everything below it. Looks for damage after that.
 * Arguments: --json, --points n (single node, default 12), --members n (default 10, 0 for no demo), --seed n.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setup } from '../e2e/demo/build-processes.ts';
import { networkFolder, openRunningChain } from '../e2e/demo/demo-chain.ts';
import { MEMBERS } from '../e2e/demo/demo-members.ts';
import { demoProcesses } from '../e2e/demo/demo-processes.ts';
import { comesBack, epochNow } from '../e2e/demo/kill-process.ts';
import { type RunningLoam, startLoam } from '../e2e/demo/run-loam.ts';
import { childProcesses, stillRunning } from '../node/fixtures/child-processes.ts';
import { liveAndStop, SCENES, type Told } from '../node/fixtures/live-and-stop.ts';
import { testPlace } from '../node/fixtures/test-node.ts';
import { Random } from '../worker/random/random.ts';
import { findDemoDamage } from './crash/find-damage.ts';
import { bearWitness, type Witness } from './crash/witness.ts';
import { figure, printFigures } from './print-figures.ts';

/** What a clean end may take, milliseconds. */
const LIMIT_MS = 5_000;
const PATIENCE_MS = 30_000;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    points: { type: 'string', default: '12' },
    members: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const random = Random.fromSeed(Number(values.seed));
const stops: number[] = [];
let leftOver = 0;
let unclean = 0;
let lost = 0;

/** Waits until processes are gone. @returns how long it took, milliseconds */
async function untilGone(pids: readonly number[]): Promise<number> {
  const asked = performance.now();
  for (;;) {
    const ms = performance.now() - asked;
    const left = stillRunning(pids);
    if (left.length === 0) return ms;
    if (ms > PATIENCE_MS) {
      leftOver += left.length;
      for (const pid of left) process.kill(pid, 'SIGKILL');
      return ms;
    }
    await sleep(20);
  }
}

function note(what: string, ms: number): void {
  stops.push(ms);
  process.stderr.write(`  ${what}: ${(ms / 1_000).toFixed(2)} s\n`);
}

async function singleNode(points: number): Promise<void> {
  const place = testPlace();
  const told: Told = { lessons: new Map(), messages: new Map(), chatId: undefined };
  for (let i = 0; i < points; i++) {
    const scene = SCENES[i % SCENES.length] ?? 'idle';
    const afterMs = random.uniform() * 2_000;
    const end = await liveAndStop(place.config('lives'), told, { scene, afterMs, patienceMs: PATIENCE_MS });
    note(scene, end.stopMs);
    leftOver += end.leftOver.length;
    lost += end.lost.length;
    // Before the first line of its program a process has nothing to end.
    if (end.code !== 0 && !(scene === 'starting' && end.code === null)) unclean++;
  }
  place.remove();
}

async function members(points: number): Promise<void> {
  setup();
  const dataDir = mkdtempSync(join(tmpdir(), 'loam-shutdown-'));
  const witness: Witness = new Set();
  let demo: RunningLoam = startLoam(['demo', '--json', '--data-dir', dataDir]);
  let isOver = false;
  const watch = (running: RunningLoam): void =>
    void running.ended.then(() => {
      isOver = running === demo;
    });
  watch(demo);
  for (let done = 0; done < points && !isOver; ) {
    await Promise.race([demo.ended, sleep(random.uniform() * 20_000)]);
    const nodes = demoProcesses(demo.pid).filter(({ kind }) => kind === 'node');
    const chain = await openRunningChain(dataDir).catch(() => undefined);
    if (nodes.length < MEMBERS.length || isOver || chain === undefined) continue;
    await bearWitness(witness, networkFolder(dataDir), MEMBERS, chain);
    const phase = (await epochNow(chain).catch(() => undefined))?.phase ?? 'none';
    chain.close();
    done++;
    if (done === points) {
      const all = childProcesses(demo.pid);
      demo.kill('SIGTERM');
      note(`the demo and its ${all.length} processes in ${phase}`, await untilGone([demo.pid, ...all]));
      demo = startLoam(['demo', '--resume', '--json', '--data-dir', dataDir]);
      break;
    }
    const victim = nodes[random.below(nodes.length)];
    if (victim === undefined) continue;
    const below = childProcesses(victim.pid);
    process.kill(victim.pid, 'SIGTERM');
    note(`${victim.member} in ${phase}`, await untilGone([victim.pid, ...below]));
    await comesBack(demo, victim, victim.pid);
  }
  const { code, stderr } = await demo.ended;
  if (code !== 0) {
    unclean++;
    process.stderr.write(`the demo ended with ${code}: ${stderr.slice(-500)}\n`);
  }
  const damage = await findDemoDamage(dataDir, witness);
  const all = [...damage.lost, ...damage.doubleAttestations, ...damage.doubleSpends];
  // A demo that did not come to its end has not done all that its plan says.
  const found = code === 0 ? all : all.filter((what) => what.startsWith('was told'));
  for (const what of found) process.stderr.write(`  damage: ${what}\n`);
  lost += found.length;
  rmSync(dataDir, { recursive: true, force: true });
}

await singleNode(Number(values.points));
if (Number(values.members) > 0) await members(Number(values.members));
const sorted = stops.toSorted((a, b) => a - b);
printFigures(
  'shutdown',
  {
    stops: figure(stops.length, 'stops'),
    median: figure((sorted[sorted.length >> 1] ?? 0) / 1_000, 's'),
    slowest: figure((sorted.at(-1) ?? 0) / 1_000, 's'),
    tooSlow: figure(stops.filter((ms) => ms > LIMIT_MS).length, 'stops over 5 s'),
    unclean: figure(unclean, 'other exit codes than 0'),
    leftOver: figure(leftOver, 'processes left behind'),
    lost: figure(lost, 'things lost'),
  },
  values.json,
);
process.exitCode = unclean + leftOver + lost === 0 ? 0 : 1;
