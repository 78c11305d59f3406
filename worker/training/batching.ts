import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Random } from '../random/random.ts';
import type { TrainingExample } from './examples.ts';
import type { TrainingBatch } from './training-batch.ts';

/** How examples become batches. */
export interface BatchingOptions {
  /** Longest row, in tokens; at most the model's context. A longer prompt loses its beginning, a longer answer its end. */
  readonly maxLength: number;
  /** Rows times length of a batch, about; the longest rows may need more. */
  readonly tokensPerBatch: number;
}

/** Row lengths that batches have, so that few different graphs are needed. */
export const BUCKET_LENGTHS = [32, 64, 128, 256, 512, 1024, 2048, 4096] as const;

interface Row {
  readonly tokens: readonly number[];
  /** Tokens at the beginning that are not learned. */
  readonly given: number;
}

/**
 * Puts examples of similar length together and pads them at the end. Every example is in exactly one batch; rows that
 * are left over in the last batch of a length have no weight.
 *
 * @param random chooses which examples share a batch and the order of the batches; `null` keeps the given order (evaluation)
 * @throws LoamError `TRAINING_EXAMPLE_INVALID` for an example without an answer
 */
export function batchExamples(
  examples: readonly TrainingExample[],
  options: BatchingOptions,
  random: Random | null,
): TrainingBatch[] {
  const rows = examples.map((example) => toRow(example, options.maxLength));
  random?.shuffle(rows);
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const length = bucketLength(row.tokens.length - 1, options.maxLength);
    const group = groups.get(length) ?? [];
    groups.set(length, group);
    group.push(row);
  }
  const batches: TrainingBatch[] = [];
  for (const [length, group] of [...groups].sort(([a], [b]) => a - b)) {
    const size = Math.max(1, Math.floor(options.tokensPerBatch / length));
    for (let start = 0; start < group.length; start += size)
      batches.push(toBatch(group.slice(start, start + size), size, length));
  }
  random?.shuffle(batches);
  return batches;
}

function toRow({ promptIds, answerIds }: TrainingExample, maxLength: number): Row {
  if (answerIds.length === 0)
    throw new LoamError('TRAINING_EXAMPLE_INVALID', 'An example to learn from has an empty answer.');
  // one token more than the row, because labels are shifted by one; the first token of all is never learned
  const answer = answerIds.slice(0, promptIds.length === 0 ? maxLength + 1 : maxLength);
  const room = maxLength + 1 - answer.length;
  const prompt = promptIds.slice(Math.max(0, promptIds.length - room));
  const tokens = [...prompt, ...answer];
  if (tokens.length < 2)
    throw new LoamError('TRAINING_EXAMPLE_INVALID', 'An example needs at least two tokens.');
  return { tokens, given: Math.max(1, prompt.length) };
}

function bucketLength(length: number, maxLength: number): number {
  return Math.min(maxLength, BUCKET_LENGTHS.find((bucket) => bucket >= length) ?? maxLength);
}

function toBatch(rows: readonly Row[], batch: number, length: number): TrainingBatch {
  const ids = new Int32Array(batch * length);
  const labels = new Int32Array(batch * length);
  const weights = new Float32Array(batch * length);
  rows.forEach(({ tokens, given }, row) => {
    const offset = row * length;
    ids.set(tokens.slice(0, -1), offset);
    labels.set(tokens.slice(1), offset);
    weights.fill(1, offset + given - 1, offset + tokens.length - 1);
  });
  return { batch, length, ids, labels, weights };
}
