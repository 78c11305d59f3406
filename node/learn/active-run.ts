import type { LearnEvent, LearningProgress } from '../../protocol/api/learn-schemas.ts';
import type { RunPlan } from '../database/run-plans.ts';

/** How a run in progress is asked to end before it is done. */
export type Ending = 'cancel' | NonNullable<LearningProgress['pausedBy']>;

/** What a run tells while it goes on; `done` comes from the service. */
export type RunEvent = Exclude<LearnEvent, { type: 'done' }>;

/** A run that is going on: how it stands, who watches it, and how it is asked to end. */
export class ActiveRun {
  readonly plan: RunPlan;
  /** Resolves when nothing of it runs any more. */
  finished: Promise<void> = Promise.resolve();
  /** What it failed with. */
  error: unknown;
  /** Where its worker keeps its checkpoints while it trains; null in the stages before and after. */
  checkpointDir: string | null = null;
  #progress: LearningProgress;
  #ending: Ending | null = null;
  #over = false;
  readonly #controller = new AbortController();
  readonly #readers = new Set<(event: RunEvent | null) => void>();

  constructor(progress: LearningProgress, plan: RunPlan) {
    this.#progress = progress;
    this.plan = plan;
  }

  get id(): string {
    return this.#progress.runId;
  }

  get progress(): LearningProgress {
    return this.#progress;
  }

  /** How it was asked to end. */
  get ending(): Ending | null {
    return this.#ending;
  }

  get over(): boolean {
    return this.#over;
  }

  /** Aborted when it must end at once. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Asks it to end; the first word counts, except that giving up is stronger than pausing. */
  ask(ending: Ending): void {
    if (this.#ending === null || ending === 'cancel') this.#ending = ending;
  }

  /** Ends it at once. */
  abort(): void {
    this.#controller.abort();
  }

  /** Tells all who watch. */
  tell(event: RunEvent): void {
    this.#progress = after(this.#progress, event);
    for (const reader of this.#readers) reader(event);
  }

  /** Nothing more comes. */
  end(): void {
    this.#over = true;
    for (const reader of this.#readers) reader(null);
  }

  /** What happens from now on, until it is over or `signal` aborts. */
  async *events(signal?: AbortSignal): AsyncGenerator<RunEvent, void, void> {
    const queue: (RunEvent | null)[] = this.#over ? [null] : [];
    let wake: () => void = () => undefined;
    const hear = (event: RunEvent | null): void => {
      queue.push(event);
      wake();
    };
    const leave = (): void => hear(null);
    this.#readers.add(hear);
    signal?.addEventListener('abort', leave, { once: true });
    try {
      while (signal?.aborted !== true) {
        const event = queue.shift();
        if (event === null) return;
        if (event !== undefined) yield event;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      this.#readers.delete(hear);
      signal?.removeEventListener('abort', leave);
    }
  }
}

function after(progress: LearningProgress, event: RunEvent): LearningProgress {
  if (event.type === 'stage') return { ...progress, stage: event.stage, etaMs: null };
  const { step, steps, loss, heldOutLoss, etaMs, savedStep } = event;
  return {
    ...progress,
    stage: 'training',
    step,
    steps,
    etaMs,
    savedStep,
    curve: [...progress.curve.filter((point) => point.step < step), { step, loss, heldOutLoss }],
  };
}
