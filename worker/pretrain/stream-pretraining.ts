import { streamOf } from '../service/event-queue.ts';
import { loadCorpora } from './corpora.ts';
import { type PretrainProgress, pretrain } from './pretrain.ts';
import { DEFAULT_PRETRAIN_CONFIG } from './pretrain-config.ts';

/** What the worker contract streams of a pre-training run. */
export interface PretrainingLine {
  readonly stage: string;
  readonly message: string;
  readonly step: number | null;
  readonly loss: number | null;
  readonly heldOutLoss: number | null;
  readonly etaMs: number | null;
}

/** Steps between two lines of progress. */
const STEPS_BETWEEN_LINES = 25;

/** Runs {@link pretrain} with the bundled model's configuration; leaving the stream saves and stops the run. */
export function streamPretraining(
  input: {
    readonly corporaDir: string;
    readonly outDir: string;
    readonly minutes: number;
    readonly threads: number;
  },
  outer?: AbortSignal,
): AsyncGenerator<PretrainingLine, void, void> {
  return streamOf<PretrainingLine>(async (emit, signal) => {
    emit(line('reading', 'Reading the corpora'));
    const corpora = await loadCorpora(input.corporaDir);
    const result = await pretrain({
      corpora,
      folder: input.outDir,
      config: DEFAULT_PRETRAIN_CONFIG,
      budget: { minutes: input.minutes },
      threads: input.threads,
      now: () => performance.now(),
      signal,
      onProgress: (event) => {
        const shown = toLine(event, input.minutes);
        if (shown !== undefined) emit(shown);
      },
    });
    emit(line(result.finished ? 'finished' : 'stopped', result.modelFolder));
  }, outer);
}

function toLine(event: PretrainProgress, minutes: number): PretrainingLine | undefined {
  switch (event.kind) {
    case 'prepared':
      return line('prepared', `${event.tokens} tokens; going on at step ${event.resumedAtStep}`);
    case 'step':
      if (event.step % STEPS_BETWEEN_LINES !== 0) return undefined;
      return {
        ...line('training', `${Math.round(event.tokensPerSecond)} tokens/s`),
        step: event.step,
        loss: event.loss,
        etaMs: Math.max(0, minutes * 60_000 * (1 - event.progress)),
      };
    case 'measured':
      return { ...line('measured', 'held-out loss'), step: event.step, heldOutLoss: event.heldOutLoss };
    case 'saved':
      return { ...line('saved', 'checkpoint'), step: event.step };
  }
}

function line(stage: string, message: string): PretrainingLine {
  return { stage, message, step: null, loss: null, heldOutLoss: null, etaMs: null };
}
