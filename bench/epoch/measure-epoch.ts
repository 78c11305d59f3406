import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntilClaimed } from '../../cli/demo/epoch-report.ts';
import { readCommittee } from '../../node/chain/reads/read-committee.ts';
import { readCurrentEpoch } from '../../node/chain/reads/read-current-epoch.ts';
import type { ChainPhase } from '../../node/chain/reads/read-epoch.ts';
import { readReveals } from '../../node/chain/reads/read-reveals.ts';
import { readSubmissions } from '../../node/chain/reads/read-submission.ts';
import { shareAndFollow } from './learn-and-share.ts';
import type { LocalBenchNetwork } from './local-bench-network.ts';
import { clockPhases } from './phase-clock.ts';
import { readMetric } from './read-metrics.ts';

/** What one epoch took, from the first update that is shared until every reward is fetched and every node has the new version. */
export interface MeasuredEpoch {
  readonly epoch: number;
  readonly seconds: number;
  /** Seconds of it by phase on chain; before the epoch opens a learner measures and packs. */
  readonly phases: ReadonlyMap<ChainPhase, number>;
  /** Bytes that each member sent to other members meanwhile. */
  readonly sentBytes: readonly number[];
}

const FETCH_PATIENCE_MS = 120_000;
const POLL_MS = 200;

/** Bytes that each member has sent so far. */
export function readSentBytes({ local }: LocalBenchNetwork): Promise<number[]> {
  return Promise.all(
    local.members.map(({ metricsUrl = '' }) => readMetric(metricsUrl, 'loam_sent_bytes_total')),
  );
}

/** Bytes per second and member that members send while nothing is to be done. */
export async function measureIdle(network: LocalBenchNetwork, seconds: number): Promise<number> {
  const before = await readSentBytes(network);
  const started = performance.now();
  await sleep(seconds * 1_000);
  const after = await readSentBytes(network);
  return mean(after.map((bytes, i) => bytes - (before[i] ?? 0))) / ((performance.now() - started) / 1_000);
}

/**
 * Shares the learner's run and follows the epoch to its end.
 *
 * @throws Error when the epoch does not end as an honest one must: accepted by everybody drawn, with one digest, merged, paid
 */
export async function measureEpoch(
  network: LocalBenchNetwork,
  learner: string,
  runId: string,
): Promise<MeasuredEpoch> {
  const { session } = network;
  const over = new AbortController();
  const before = await readSentBytes(network);
  const clock = clockPhases(session.chain, await readCurrentEpoch(session.chain), over.signal);
  // An error of it is reported where it is awaited.
  clock.catch(() => undefined);
  const started = performance.now();
  try {
    const contribution = await shareAndFollow(network.member(learner).client, runId, over.signal);
    if (contribution.state !== 'paid' || contribution.modelVersion === null || contribution.epoch === null)
      throw new Error(`the update was not merged and paid: ${contribution.sentence}`);
    if (!(await waitUntilClaimed(session, new Map([[learner, contribution]]), over.signal)))
      throw new Error(`somebody has not fetched the reward of epoch ${contribution.epoch}`);
    await untilEverybodyHas(network, contribution.modelVersion);
    const seconds = (performance.now() - started) / 1_000;
    const after = await readSentBytes(network);
    over.abort();
    await checkVerdicts(network, contribution.epoch);
    return {
      epoch: contribution.epoch,
      seconds,
      phases: await clock,
      sentBytes: after.map((bytes, i) => bytes - (before[i] ?? 0)),
    };
  } finally {
    over.abort();
  }
}

async function untilEverybodyHas({ local }: LocalBenchNetwork, version: number): Promise<void> {
  const end = performance.now() + FETCH_PATIENCE_MS;
  for (const { name, metricsUrl = '' } of local.members) {
    while ((await readMetric(metricsUrl, 'loam_model_version')) < version) {
      if (performance.now() > end) throw new Error(`${name} does not fetch model version ${version}`);
      await sleep(POLL_MS);
    }
  }
}

async function checkVerdicts({ session: { chain } }: LocalBenchNetwork, number: number): Promise<void> {
  const epoch = BigInt(number);
  const submissions = await readSubmissions(chain, epoch);
  const reveals = await readReveals(chain, epoch);
  for (const { index, status } of submissions) {
    if (status !== 'accepted') throw new Error(`update ${index} of epoch ${number} is ${status}`);
    const committee = new Set(await readCommittee(chain, epoch, BigInt(index)));
    const mine = reveals.filter((reveal) => reveal.index === BigInt(index));
    const digests = new Set(mine.map(({ digest }) => digest));
    if (digests.size !== 1 || mine.length !== committee.size)
      throw new Error(
        `update ${index} of epoch ${number}: ${mine.length} of ${committee.size} revealed, ${digests.size} digests`,
      );
  }
}

/** The average. */
export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
