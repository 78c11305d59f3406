import { setTimeout as sleep } from 'node:timers/promises';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { readCurrentEpoch } from '../../node/chain/reads/read-current-epoch.ts';
import { type ChainPhase, type EpochState, readEpoch } from '../../node/chain/reads/read-epoch.ts';
import { openRunningChain } from './demo-chain.ts';
import { type DemoProcess, demoProcesses, isRunning } from './demo-processes.ts';
import type { RunningLoam } from './run-loam.ts';

const POLL_MS = 50;
/** Milliseconds in which a killed process must be back. */
const COME_BACK_MS = 60_000;

/** Names one process of the demo. */
export type Victim = Pick<DemoProcess, 'kind' | 'member'>;

/** Ends a process of a running demo with SIGKILL. @returns its process id @throws Error when there is none */
export function killProcess(demo: RunningLoam, victim: Victim): number {
  const found = demoProcesses(demo.pid).find((p) => p.kind === victim.kind && p.member === victim.member);
  if (found === undefined) throw new Error(`the demo has no ${victim.kind} of ${victim.member}`);
  process.kill(found.pid, 'SIGKILL');
  return found.pid;
}

/** Waits until another process has taken the place of a killed one. */
export async function comesBack(demo: RunningLoam, victim: Victim, killed: number): Promise<void> {
  for (let waited = 0; waited < COME_BACK_MS; waited += POLL_MS) {
    const now = demoProcesses(demo.pid).find((p) => p.kind === victim.kind && p.member === victim.member);
    if (now !== undefined && now.pid !== killed && !isRunning(killed)) return;
    await sleep(POLL_MS);
  }
  throw new Error(`the ${victim.kind} of ${victim.member} did not come back`);
}

/** The newest epoch as the chain has it now; undefined before the first. */
export async function epochNow(chain: ChainClient): Promise<EpochState | undefined> {
  const epoch = await readCurrentEpoch(chain);
  return epoch === 0n ? undefined : readEpoch(chain, epoch);
}

/** Waits until the chain is in a phase (and `more` holds), and says how it stands. @throws Error when the demo ends before */
export async function waitForPhase(
  demo: RunningLoam,
  dataDir: string,
  phase: ChainPhase,
  more: (epoch: EpochState) => boolean = () => true,
): Promise<{ chain: ChainClient; epoch: EpochState }> {
  const chain = await openRunningChain(dataDir);
  let hasEnded = false;
  void demo.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const epoch = await epochNow(chain).catch(() => undefined);
    if (epoch?.phase === phase && more(epoch)) return { chain, epoch };
    await sleep(POLL_MS);
  }
  throw new Error(`the demo ended before the phase ${phase}:\n${demo.stderr().slice(-2_000)}`);
}
