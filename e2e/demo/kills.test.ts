import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEther } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readNode } from '../../node/chain/reads/read-node.ts';
import { openRunningChain, withStoredChain } from './demo-chain.ts';
import { ATTACKER, addressOf, HONEST, lessonsOf, MEMBERS } from './demo-members.ts';
import { demoProcesses, isRunning } from './demo-processes.ts';
import { comesBack, epochNow, killProcess, waitForPhase } from './kill-process.ts';
import { type DemoSummary, type Ended, lastLine, startLoam } from './run-loam.ts';

/** What was killed, in which phase, by what the chain said right before and right after. */
interface Kill {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

let dataDir: string;
const kills: Kill[] = [];
let stopped: Ended;
let resumed: Ended;

/*
 * One epoch, six deaths, each by SIGKILL:
 *   learning   the process of learner-1 while it trains
 *   submit     the chain, with submissions in it
 *   verify     the worker of validator-1; the process of validator-2; then the demo itself, which takes the chain's
 *              supervisor and every member's parent with it
 *   aggregate  the process of aggregator-1, after `loam demo --resume`
 */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'loam-kills-'));
  const first = startLoam(['demo', '--json', '--data-dir', dataDir]);

  const learner = { kind: 'node', member: 'learner-1' } as const;
  await first.said(/learner-1 \d+\/80 loss/);
  const before = await openRunningChain(dataDir).then(epochNow);
  const trained = first.stderr().includes('learner-1 has learned');
  const learnerPid = killProcess(first, learner);
  kills.push({ what: 'learner-1', before: `${before?.phase} ${trained}`, after: 'learning' });
  await comesBack(first, learner, learnerPid);

  const submit = await waitForPhase(first, dataDir, 'submit', ({ submissions }) => submissions > 0);
  const chain = { kind: 'chain', member: 'demo' } as const;
  const chainPid = killProcess(first, chain);
  await comesBack(first, chain, chainPid);
  // The last second may be gone and with it the epoch itself; it must not have gone further.
  const phase = (await epochNow(submit.chain))?.phase ?? 'none';
  kills.push({ what: 'chain', before: submit.epoch.phase, after: phase });

  const worker = { kind: 'worker', member: 'validator-1' } as const;
  const validator = { kind: 'node', member: 'validator-2' } as const;
  const verify = await waitForPhase(first, dataDir, 'commit');
  const workerPid = killProcess(first, worker);
  const validatorPid = killProcess(first, validator);
  const commits = (await epochNow(verify.chain))?.phase ?? 'none';
  kills.push({ what: 'worker of validator-1 and validator-2', before: verify.epoch.phase, after: commits });
  await Promise.all([comesBack(first, worker, workerPid), comesBack(first, validator, validatorPid)]);

  const still = await epochNow(verify.chain);
  const left = demoProcesses(first.pid);
  first.kill('SIGKILL');
  kills.push({
    what: 'demo',
    before: still?.phase ?? 'none',
    // The chain has no parent to notice; it is ended by the next start.
    after: (await epochNow(verify.chain))?.phase ?? 'none',
  });
  stopped = await first.ended;

  const second = startLoam(['demo', '--resume', '--json', '--data-dir', dataDir]);
  const aggregator = { kind: 'node', member: 'aggregator-1' } as const;
  await second.said('Network is up');
  const aggregate = await waitForPhase(second, dataDir, 'aggregate');
  const aggregatorPid = killProcess(second, aggregator);
  const proposing = (await epochNow(aggregate.chain))?.phase ?? 'none';
  kills.push({ what: 'aggregator-1', before: aggregate.epoch.phase, after: proposing });
  await comesBack(second, aggregator, aggregatorPid);
  resumed = await second.ended;
  expect(left.filter(({ pid }) => isRunning(pid))).toEqual([]);
});

afterAll(() => {
  if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true });
});

test('every process was killed in the phase that it was meant for', () => {
  expect(kills).toEqual([
    { what: 'learner-1', before: 'undefined false', after: 'learning' },
    { what: 'chain', before: 'submit', after: expect.stringMatching(/^(submit|none)$/) },
    { what: 'worker of validator-1 and validator-2', before: 'commit', after: 'commit' },
    { what: 'demo', before: 'commit', after: 'commit' },
    { what: 'aggregator-1', before: 'aggregate', after: 'aggregate' },
  ]);
  expect(stopped.code).toBeNull();
});

test('the epoch ends all the same: honest learners accepted, attacker rejected, nothing mismatches', () => {
  const summary = lastLine<DemoSummary>(resumed);
  expect(summary).toMatchObject({
    submitted: 4,
    accepted: 3,
    rejected: 1,
    digestsAgree: true,
    audit: { mismatches: 0 },
  });
  expect([...summary.acceptedNames].sort()).toEqual([...HONEST]);
  expect(summary.lossAfter).toBeLessThan(summary.lossBefore);
  expect(resumed.code).toBe(0);
});

test('no stake and no lesson is lost', async () => {
  await withStoredChain(dataDir, async (chain) => {
    for (const member of MEMBERS) {
      const { stake, unbonding } = await readNode(chain, await addressOf(dataDir, member));
      // Every verdict was revealed in time, so nobody paid for a missed one.
      expect({ member, stake, unbonding }).toEqual({
        member,
        stake: parseEther(member === ATTACKER ? '490' : '500'),
        unbonding: 0n,
      });
    }
  });
  for (const learner of HONEST) expect(await lessonsOf(dataDir, learner)).toHaveLength(1);
});
