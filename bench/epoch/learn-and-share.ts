import type { NodeClient } from '../../node/process/connect.ts';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import type { Example } from '../../protocol/api/worker-contract.ts';
import { PRACTICE_FAMILIES } from '../../protocol/practice/practice-families.ts';

/** One lesson for the network. */
export interface SharedLesson {
  /** Makes practice and training repeatable; different lessons need different seeds. */
  readonly seed: string;
  /** Index of the practice families that it rehearses; learners of one epoch take different ones. */
  readonly part: number;
  /** Learners that the families are dealt out to. */
  readonly parts: number;
  readonly fact: Example;
  readonly steps: number;
}

const PRACTICE_ITEMS = 96;

/** Teaches one fact, trains on it and on the lesson's part of the practice, and forgets the fact again; returns the run. */
export async function trainLesson(
  client: NodeClient,
  lesson: SharedLesson,
  signal: AbortSignal,
): Promise<string> {
  const families = [...PRACTICE_FAMILIES.keys()].filter((_, f) => f % lesson.parts === lesson.part);
  const { id } = await client.learn.teach(lesson.fact);
  const stream = await client.learn.train(
    {
      practice: { count: PRACTICE_ITEMS, seed: lesson.seed, families },
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
