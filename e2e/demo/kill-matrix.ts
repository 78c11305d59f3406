import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { formatEther, parseEther } from 'viem';
import { formatTable } from '../../cli/output/table.ts';
import type { ChainPhase } from '../../node/chain/reads/read-epoch.ts';
import { readNode } from '../../node/chain/reads/read-node.ts';
import { setup } from './build-processes.ts';
import { withStoredChain } from './demo-chain.ts';
import { ATTACKER, addressOf, HONEST, lessonsOf, MEMBERS } from './demo-members.ts';
import { comesBack, killProcess, type Victim, waitForPhase } from './kill-process.ts';
import { type DemoSummary, type Ended, lastLine, type RunningLoam, startLoam } from './run-loam.ts';

/*
 * Kills every kind of process in every phase of the demo, one per run, and prints what came of it. Takes minutes per
 * cell, so it is no part of the tests:
 *   node e2e/demo/kill-matrix.ts [--kinds chain,demo] [--phases commit,aggregate] [--together] [--keep]
 * `--together` kills one kind in all phases of a single run.
 */

const KINDS: Readonly<Record<string, Victim | 'demo'>> = {
  demo: 'demo',
  chain: { kind: 'chain', member: 'demo' },
  learner: { kind: 'node', member: 'learner-1' },
  'learner-worker': { kind: 'worker', member: 'learner-1' },
  validator: { kind: 'node', member: 'validator-1' },
  'validator-worker': { kind: 'worker', member: 'validator-1' },
  aggregator: { kind: 'node', member: 'aggregator-1' },
  'aggregator-worker': { kind: 'worker', member: 'aggregator-1' },
  'demo-worker': { kind: 'worker', member: 'demo' },
};

/** When a cell's phase is there: a line of the demo, or the chain's phase. */
const PHASES: Readonly<Record<string, { readonly line: RegExp } | { readonly phase: ChainPhase }>> = {
  start: { line: /Starting validator-1/ },
  learning: { line: /learner-1 \d+\/80 loss/ },
  packing: { line: /Everyone shares/ },
  submit: { phase: 'submit' },
  commit: { phase: 'commit' },
  reveal: { phase: 'reveal' },
  aggregate: { phase: 'aggregate' },
  challenge: { phase: 'challenge' },
  final: { phase: 'final' },
  audit: { line: /Audit: / },
};

const MAX_RESUMES = 3;

const { values } = parseArgs({
  options: {
    kinds: { type: 'string' },
    phases: { type: 'string' },
    together: { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});
const kinds = values.kinds?.split(',') ?? Object.keys(KINDS);
const phases = values.phases?.split(',') ?? Object.keys(PHASES);

setup();
const table: string[][] = [];
for (const kind of kinds) {
  const cells = values.together === true ? [phases] : phases.map((phase) => [phase]);
  for (const cell of cells) {
    const started = Date.now();
    const outcome = await runCell(kind, cell).catch(
      (error: unknown) => `BROKEN: ${String(error).slice(0, 300)}`,
    );
    table.push([kind, cell.join(' '), outcome, `${Math.round((Date.now() - started) / 1000)} s`]);
    process.stderr.write(`${table.at(-1)?.join(' | ')}\n`);
  }
}
process.stdout.write(`${formatTable(['Killed', 'In', 'What came of it', 'Took'], table)}\n`);

async function runCell(kind: string, inPhases: readonly string[]): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loam-matrix-'));
  const said: string[] = [];
  try {
    let demo = startLoam(['demo', '--json', '--data-dir', dataDir]);
    for (const phase of inPhases) {
      if (!(await reached(demo, dataDir, phase))) {
        said.push(`${phase} not seen`);
        break;
      }
      const victim = KINDS[kind];
      if (victim === undefined) throw new Error(`no kind is named ${kind}`);
      if (victim === 'demo') {
        demo.kill('SIGKILL');
        await demo.ended;
        demo = startLoam(['demo', '--resume', '--json', '--data-dir', dataDir]);
      } else {
        const killed = killProcess(demo, victim);
        if (inPhases.length > 1) await comesBack(demo, victim, killed);
      }
      process.stderr.write(`killed ${kind} in ${phase}\n`);
    }
    let ended = await demo.ended;
    for (let resumes = 0; ended.code === 3 && resumes < MAX_RESUMES; resumes++) {
      said.push(`said "${ended.stderr.trim().split('\n').slice(-3).join(' ')}"`);
      ended = await startLoam(['demo', '--resume', '--json', '--data-dir', dataDir]).ended;
    }
    return [judge(ended), ...said, ...(await losses(dataDir))].join('; ');
  } finally {
    if (values.keep === true) process.stderr.write(`kept ${dataDir}\n`);
    else {
      // Leftovers of a killed demo end within seconds.
      await sleep(5_000);
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
}

async function reached(demo: RunningLoam, dataDir: string, name: string): Promise<boolean> {
  const phase = PHASES[name];
  if (phase === undefined) throw new Error(`no phase is named ${name}`);
  try {
    if ('line' in phase) await demo.said(phase.line);
    else {
      await demo.said('Network is up');
      await waitForPhase(demo, dataDir, phase.phase);
    }
    return true;
  } catch {
    return false;
  }
}

function judge(ended: Ended): string {
  if (ended.code === null || ended.code > 1) {
    return `FAILED with ${ended.code}: ${ended.stderr.trim().split('\n').slice(-3).join(' ')}`;
  }
  const s = lastLine<DemoSummary>(ended);
  const isGood = [...s.acceptedNames].sort().join() === HONEST.join() && s.audit.mismatches === 0;
  const facts = `accepted ${s.acceptedNames.join(' ') || 'nobody'}, rejected ${s.rejected}, epoch ${s.epoch}`;
  return `${isGood ? 'ok' : 'NOT OK'}, exit ${ended.code}, ${facts}, ${s.audit.mismatches} mismatches, digests ${s.digestsAgree ? 'agree' : 'MISSING OR DIFFERENT'}`;
}

/** Stakes and lessons that are not what they were; a missed verdict's cost is named too. */
async function losses(dataDir: string): Promise<string[]> {
  const lost: string[] = [];
  await withStoredChain(dataDir, async (chain) => {
    for (const member of MEMBERS) {
      const { stake, unbonding } = await readNode(chain, await addressOf(dataDir, member));
      const expected = parseEther(member === ATTACKER ? '490' : '500');
      if (stake !== expected || unbonding !== 0n)
        lost.push(`${member} holds ${formatEther(stake)} LOAM, ${formatEther(unbonding)} unbonding`);
    }
  });
  for (const learner of HONEST) {
    if ((await lessonsOf(dataDir, learner)).length !== 1) lost.push(`${learner} LOST ITS LESSON`);
  }
  return lost;
}
