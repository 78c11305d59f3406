import type { NodeClient } from '../../node/process/connect.ts';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import type { Example } from '../../protocol/api/worker-contract.ts';

/** One lesson for the network. */
export interface SharedLesson {
  /** Makes practice and training repeatable; different lessons need different seeds. */
  readonly seed: string;
  readonly fact: Example;
  readonly steps: number;
}

/** So many that what is learned holds for other questions of the same kind too, epoch after epoch. */
const PRACTICE_ITEMS = 192;

/** Teaches one fact, trains on it and on fresh practice, and forgets the fact again; returns the run. */
export async function trainLesson(
  client: NodeClient,
  lesson: SharedLesson,
  signal: AbortSignal,
): Promise<string> {
  const { id } = await client.learn.teach(lesson.fact);
  const stream = await client.learn.train(
    {
      practice: { count: PRACTICE_ITEMS, seed: lesson.seed },
      steps: lesson.steps,
      seed: lesson.seed,
    },
    { signal },
  );
  let runId: string | undefined;
  for await (const event of stream) if (event.type === 'done') runId = event.run.id;
  await client.learn.forget({ id });
  signal.throwIfAborted();
  if (runId === undefined) throw new Error(`training ${lesson.seed} ended without a result`);
  return runId;
}

/** Shares a run and follows it until it is paid, rejected, unresolved or failed. */
export async function shareAndFollow(
  client: NodeClient,
  runId: string,
  signal: AbortSignal,
): Promise<Contribution> {
  let last = await client.learn.contribute({ runId, consent: true });
  for await (const contribution of await client.contributions.watch({ id: last.id }, { signal }))
    last = contribution;
  signal.throwIfAborted();
  return last;
}
