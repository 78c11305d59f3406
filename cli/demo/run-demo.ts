import { setTimeout as sleep } from 'node:timers/promises';
import type { LoamNode } from '../../node/node.ts';
import type { NodeClient } from '../../node/process/connect.ts';
import type { AuditCheck } from '../../protocol/api/audit-schemas.ts';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import type { EpochView } from '../../protocol/api/network-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { localClient } from '../local-client.ts';
import { shareRun, trainMember, waitForMember } from './demo-learner.ts';
import { DEMO_MEMBERS, DEMO_PARAMETERS, demoLearners } from './demo-plan.ts';
import { type EpochReport, readEpochReport, waitUntilClaimed } from './epoch-report.ts';
import { withRestarts } from './with-restarts.ts';

/** What the demo tells while it runs. */
export interface DemoNotes {
  /** A step that stays on the screen. */
  line(text: string): void;
  /** What is going on right now. */
  now(text: string): void;
}

/** Everything that the demo found out. */
export interface DemoResult {
  readonly report: EpochReport;
  readonly contributions: ReadonlyMap<string, Contribution>;
  readonly audit: {
    readonly checked: number;
    readonly mismatches: number;
    readonly wrong: readonly AuditCheck[];
  };
  readonly honest: readonly string[];
}

const MEMBER_RESTARTS = 12;
/** Pause before the epoch is looked at again, milliseconds. */
const EPOCH_LOOK_MS = 1_000;

/**
 * One epoch with real parts: chain, members in their own processes, training, checking, merging, paying, auditing.
 * Called again on the same folder it goes on where it was stopped.
 */
export async function runDemo(node: LoamNode, notes: DemoNotes, signal: AbortSignal): Promise<DemoResult> {
  const observer = localClient(node);
  await withRestarts(
    async () => {
      const steps = node.network.startLocal({
        members: DEMO_MEMBERS,
        roles: [],
        parameters: DEMO_PARAMETERS,
      });
      for await (const { sentence, step, of } of steps) notes.now(`${sentence} (${step} of ${of})`);
    },
    MEMBER_RESTARTS,
    signal,
  );
  const { local, session } = node.network;
  if (local === undefined || session === undefined)
    throw new LoamError('DEMO_NETWORK', 'The local network did not start.', { hint: 'Run the demo again.' });
  notes.line(`Network is up: a chain and ${local.members.length} nodes in their own processes`);
  const clientOf = (name: string): NodeClient => {
    const member = local.members.find((m) => m.name === name);
    if (member === undefined) throw new LoamError('DEMO_MEMBER', `${name} is missing.`);
    return member.client;
  };

  const learners = demoLearners();
  const steps = new Map<string, string>();
  const runs = await Promise.all(
    learners.map(async (plan) => {
      const runId = await withRestarts(
        async () => {
          await waitForMember(clientOf(plan.member), plan.member, signal);
          return trainMember(
            clientOf(plan.member),
            plan,
            ({ step, steps: all, loss, etaMs }) => {
              steps.set(
                plan.member,
                `${plan.member} ${step}/${all} loss ${loss.toFixed(2)} ${Math.ceil(etaMs / 1000)} s`,
              );
              notes.now(`Learning: ${[...steps.values()].join(' · ')}`);
            },
            signal,
          );
        },
        MEMBER_RESTARTS,
        signal,
      );
      notes.line(`${plan.member} has learned${plan.honest ? '' : ' nonsense'}`);
      return { plan, runId };
    }),
  );

  notes.line('Everyone shares');
  const following = new AbortController();
  const pictures = followEpoch(observer, notes, AbortSignal.any([signal, following.signal]));
  const contributions = new Map<string, Contribution>();
  try {
    await Promise.all(
      runs.map(({ plan, runId }) =>
        withRestarts(
          async () => {
            await waitForMember(clientOf(plan.member), plan.member, signal);
            contributions.set(
              plan.member,
              await shareRun(clientOf(plan.member), runId, () => undefined, signal),
            );
          },
          MEMBER_RESTARTS,
          signal,
        ),
      ),
    );
  } finally {
    following.abort();
    await pictures;
  }
  for (const [member, { sentence }] of contributions) notes.line(`${member}: ${sentence}`);

  const version = Math.max(0, ...[...contributions.values()].map((c) => c.modelVersion ?? 0));
  if (version === 0) {
    throw new LoamError('DEMO_NO_VERSION', 'The epoch ended without a new model version.', {
      hint: 'Somebody was stopped at the wrong time. Nothing is lost: run the demo again and it shares again in the next epoch.',
    });
  }
  notes.now('Waiting until everybody has fetched the reward');
  const again = <T>(work: () => Promise<T>): Promise<T> => withRestarts(work, MEMBER_RESTARTS, signal);
  await again(() => waitUntilClaimed(session, contributions, signal));
  const versions = new Set([...contributions.values()].flatMap((c) => c.modelVersion ?? []));
  const audits: DemoResult['audit'][] = [];
  for (const each of versions) audits.push(await again(() => auditVersion(observer, each, notes, signal)));
  return {
    report: await again(() => readEpochReport(session, version, contributions, signal)),
    contributions,
    audit: {
      checked: audits.reduce((sum, a) => sum + a.checked, 0),
      mismatches: audits.reduce((sum, a) => sum + a.mismatches, 0),
      wrong: audits.flatMap((a) => a.wrong),
    },
    honest: learners.filter((l) => l.honest).map((l) => l.member),
  };
}

/** Shows the epoch until told to stop; a chain that is away for a while is only not shown. */
async function followEpoch(observer: NodeClient, notes: DemoNotes, signal: AbortSignal): Promise<void> {
  let phase = '';
  while (!signal.aborted) {
    try {
      for await (const view of await observer.network.watchEpoch(undefined, { signal })) {
        if (view.phase !== phase) notes.line(`Epoch ${view.epoch}: ${view.phase}`);
        ({ phase } = view);
        notes.now(describeEpoch(view));
      }
    } catch (error) {
      if (!signal.aborted)
        notes.now(`The epoch cannot be seen right now: ${LoamError.wrap('DEMO_EPOCH', error).message}`);
    }
    await sleep(EPOCH_LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

function describeEpoch({ epoch, phase, submissions, phaseEndsAt, chainTime }: EpochView): string {
  const committed = submissions.reduce((n, s) => n + s.committed, 0);
  const revealed = submissions.reduce((n, s) => n + s.revealed, 0);
  const seats = submissions.reduce((n, s) => n + s.committee, 0);
  const left = phaseEndsAt === null ? '' : `, at most ${Math.max(0, phaseEndsAt - chainTime)} s left`;
  return `Epoch ${epoch}, ${phase}: ${submissions.length} submissions, ${committed}/${seats} verdicts committed, ${revealed} revealed${left}`;
}

async function auditVersion(
  observer: NodeClient,
  version: number,
  notes: DemoNotes,
  signal: AbortSignal,
): Promise<DemoResult['audit']> {
  const wrong: AuditCheck[] = [];
  for await (const event of await observer.audit.run({ version }, { signal })) {
    if (event.type === 'progress') notes.now(`Audit: ${event.sentence} (${event.done} of ${event.of})`);
    else if (event.type === 'check' && !event.check.ok) wrong.push(event.check);
    else if (event.type === 'done') return { checked: event.checked, mismatches: event.mismatches, wrong };
  }
  signal.throwIfAborted();
  throw new LoamError('DEMO_AUDIT', 'The audit ended without a result.', { hint: 'Run the demo again.' });
}
