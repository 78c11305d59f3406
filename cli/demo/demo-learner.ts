import { canBeSharedAgain } from '../../node/contributions/contributions.ts';
import type { NodeClient } from '../../node/process/connect.ts';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { LearnerPlan } from './demo-plan.ts';

/** How a learner's training stands. */
export interface TrainingNote {
  readonly member: string;
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly etaMs: number;
}

/** Times a contribution is shared after an epoch without a majority or without a merge. */
const MAX_TRIES = 3;

/** Waits until the member's process is up, on the network, and can be worked with. */
export async function waitForMember(client: NodeClient, member: string, signal: AbortSignal): Promise<void> {
  for await (const status of await client.system.watch(undefined, { signal })) {
    if (status.network.state === 'on') return;
    if (status.model.state === 'failed') {
      throw new LoamError('DEMO_MEMBER', `${member} cannot load the model: ${status.model.error}`, {
        hint: 'Run the demo again.',
      });
    }
  }
  signal.throwIfAborted();
  throw new LoamError('DEMO_MEMBER', `${member} stopped.`, {
    hint: 'Run the demo again; it goes on where it was.',
  });
}

/** Teaches and trains, unless an earlier start of the demo did; returns the run to share. */
export async function trainMember(
  client: NodeClient,
  plan: LearnerPlan,
  note: (note: TrainingNote) => void,
  signal: AbortSignal,
): Promise<string> {
  const done = (await client.learn.runs()).find((run) => run.state === 'done');
  if (done !== undefined) return done.id;
  const known = new Set((await client.learn.lessons()).map((lesson) => lesson.prompt));
  for (const lesson of plan.lessons) if (!known.has(lesson.prompt)) await client.learn.teach(lesson);
  const { count, seed, families } = plan.practice;
  const stream = await client.learn.train(
    {
      practice: { count, seed, ...(families === undefined ? {} : { families: [...families] }) },
      steps: plan.steps,
      ...(plan.learningRate === undefined ? {} : { learningRate: plan.learningRate }),
      seed: plan.member,
    },
    { signal },
  );
  for await (const event of stream) {
    if (event.type === 'step') note({ member: plan.member, ...event });
    if (event.type === 'done') return event.run.id;
  }
  signal.throwIfAborted();
  throw new LoamError('DEMO_TRAINING', `${plan.member} ended training without a result.`, {
    hint: 'Run the demo again.',
  });
}

/** Shares the run and follows it to its end; an epoch without a majority is tried again. */
export async function shareRun(
  client: NodeClient,
  runId: string,
  note: (contribution: Contribution) => void,
  signal: AbortSignal,
): Promise<Contribution> {
  for (let attempt = 1; ; attempt++) {
    const earlier = (await client.contributions.list()).find(
      (c) => c.runId === runId && !canBeSharedAgain(c),
    );
    const { id } = earlier ?? (await client.learn.contribute({ runId, consent: true }));
    let last: Contribution | undefined;
    for await (const contribution of await client.contributions.watch({ id }, { signal })) {
      last = contribution;
      note(contribution);
    }
    signal.throwIfAborted();
    if (last === undefined)
      throw new LoamError('DEMO_SHARE', 'The contribution was lost sight of.', {
        hint: 'Run the demo again.',
      });
    if (!canBeSharedAgain(last) || attempt === MAX_TRIES) return last;
  }
}
