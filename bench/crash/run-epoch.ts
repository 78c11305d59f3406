import { setTimeout as sleep } from 'node:timers/promises';
import { networkFolder, openRunningChain } from '../../e2e/demo/demo-chain.ts';
import { MEMBERS } from '../../e2e/demo/demo-members.ts';
import { type DemoProcess, demoProcesses, isRunning } from '../../e2e/demo/demo-processes.ts';
import { epochNow, killProcess } from '../../e2e/demo/kill-process.ts';
import {
  type DemoSummary,
  type Ended,
  lastLine,
  type RunningLoam,
  startLoam,
} from '../../e2e/demo/run-loam.ts';
import type { Random } from '../../worker/random/random.ts';
import { bearWitness, type Witness } from './witness.ts';

/** One death. */
export interface Kill {
  /** For example `worker of validator-1`. */
  readonly what: string;
  /** Phase of the epoch by the chain; `none` before the first, `away` when the chain does not answer. */
  readonly phase: string;
}

/** An epoch that was lived through under kills. */
export interface KilledEpoch {
  readonly kills: readonly Kill[];
  /** What had been told before the kills. */
  readonly witness: Witness;
  /** Times that the demo ended with an error of its own and had to be started again by hand. */
  readonly resumes: number;
  /** Seconds in all. */
  readonly seconds: number;
  /** What the demo came to; undefined when it did not end by itself. */
  readonly summary: DemoSummary | undefined;
  /** What it said when it did not. */
  readonly trouble: string;
}

/** Settings of {@link runKilledEpoch}. */
export interface KilledEpochOptions {
  readonly dataDir: string;
  readonly random: Random;
  /** Kills at most. */
  readonly kills: number;
  /** Mean pause between a process that is back and the next kill, milliseconds. */
  readonly pauseMs: number;
  /** When the whole run is over, milliseconds since 1970: an epoch that has not ended by then is ended. */
  readonly endsAt: number;
}

/** One kill in so many may be of the chain: it rests when it stops five times in two minutes, and these runs do not ask for that. */
const CHAIN_SHARE = 8;
/** One kill in so many may be of the demo's own process, which takes everything with it; its start costs the most time. */
const DEMO_SHARE = 10;
/** One kill in so many may come before the first epoch. */
const EARLY_SHARE = 4;
/** Starts of a demo that stopped without a result. */
const MAX_RESUMES = 6;
const POLL_MS = 100;
/** Milliseconds that a killed process may need to be back on a busy machine before the next one is killed anyway. */
const COME_BACK_MS = 45_000;

/** Lives through one epoch of the demo with real processes and kills them one after another, each at a random moment. */
export async function runKilledEpoch(options: KilledEpochOptions): Promise<KilledEpoch> {
  const { dataDir, random, endsAt } = options;
  const started = Date.now();
  const timeIsUp = new AbortController();
  const over = sleep(Math.max(0, endsAt - started), undefined, { signal: timeIsUp.signal }).catch(
    () => undefined,
  );
  const kills: Kill[] = [];
  let demo = startLoam(['demo', '--json', '--data-dir', dataDir]);
  const resume = (): RunningLoam => startLoam(['demo', '--resume', '--json', '--data-dir', dataDir]);
  let ended: Ended | undefined;
  const witness: Witness = new Set();
  let resumes = 0;
  for (;;) {
    const done = demo.ended.then((end) => {
      ended = end;
    });
    while (ended === undefined && kills.length < options.kills && Date.now() < endsAt) {
      await Promise.race([done, sleep(random.uniform() * 2 * options.pauseMs)]);
      if (ended !== undefined) break;
      const victim = choose(demo, random, kills, options.kills);
      const phase = await lookAround(dataDir, witness);
      // Training takes most of the time; most kills are for what comes after.
      if (
        phase === 'none' &&
        kills.filter((kill) => kill.phase === 'none').length * EARLY_SHARE >= options.kills
      )
        continue;
      if (victim === 'demo') {
        demo.kill('SIGKILL');
        kills.push({ what: 'demo', phase });
        process.stderr.write(`  killed demo in ${phase}\n`);
        await done;
        break;
      }
      if (victim === undefined) continue;
      const what = victim.kind === 'chain' ? 'chain' : `${victim.kind} of ${victim.member}`;
      let pid: number;
      try {
        pid = killProcess(demo, victim);
      } catch {
        continue;
      }
      kills.push({ what, phase });
      process.stderr.write(`  killed ${what} in ${phase}\n`);
      await Promise.race([done, isBack(demo, victim, pid)]);
    }
    await Promise.race([done, over]);
    if (ended === undefined) {
      demo.kill('SIGKILL');
      await done;
      const seconds = (Date.now() - started) / 1_000;
      return { kills, witness, resumes, seconds, summary: undefined, trouble: 'the time was up' };
    }
    const end = ended as Ended | undefined;
    const isOver = end?.code === 0 || end?.code === 1;
    const wasKilled = end?.code === null;
    if (isOver || (!wasKilled && ++resumes > MAX_RESUMES)) {
      timeIsUp.abort();
      const seconds = (Date.now() - started) / 1_000;
      if (end !== undefined && isOver)
        return { kills, witness, resumes, seconds, summary: lastLine<DemoSummary>(end), trouble: '' };
      return {
        kills,
        witness,
        resumes,
        seconds,
        summary: undefined,
        trouble: end?.stderr.trim().slice(-400) ?? '',
      };
    }
    if (!wasKilled)
      process.stderr.write(`  resumed after: ${end?.stderr.trim().split('\n').slice(-2).join(' ')}\n`);
    ended = undefined;
    demo = resume();
  }
}

/** Any process of the demo, or the demo itself, which takes the place of one of them. */
function choose(
  demo: RunningLoam,
  random: Random,
  kills: readonly Kill[],
  wanted: number,
): Pick<DemoProcess, 'kind' | 'member'> | 'demo' | undefined {
  const count = (what: string) => kills.filter((kill) => kill.what === what).length;
  const running = demoProcesses(demo.pid).filter(
    ({ kind }) => kind !== 'chain' || count('chain') * CHAIN_SHARE < wanted,
  );
  if (running.length === 0) return undefined;
  return running[random.below(running.length + (count('demo') * DEMO_SHARE < wanted ? 1 : 0))] ?? 'demo';
}

async function isBack(
  demo: RunningLoam,
  victim: Pick<DemoProcess, 'kind' | 'member'>,
  killed: number,
): Promise<void> {
  for (const started = Date.now(); Date.now() - started < COME_BACK_MS; await sleep(POLL_MS)) {
    const now = demoProcesses(demo.pid).find((p) => p.kind === victim.kind && p.member === victim.member);
    if (now !== undefined && now.pid !== killed && !isRunning(killed)) return;
  }
}

/** The phase by the chain; adds what has been told by now to the witness. */
async function lookAround(dataDir: string, witness: Witness): Promise<string> {
  const chain = await openRunningChain(dataDir).catch(() => undefined);
  await bearWitness(witness, networkFolder(dataDir), MEMBERS, chain);
  if (chain === undefined) return 'away';
  try {
    return (await epochNow(chain))?.phase ?? 'none';
  } catch {
    return 'away';
  } finally {
    chain.close();
  }
}
