import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Random } from '../random/random.ts';
import type { TrainingBatch } from './training-batch.ts';

/**
 * Cuts random windows out of one long stream of tokens; every position has a label. For pre-training on plain text.
 *
 * @throws LoamError `TRAINING_TEXT_TOO_SHORT` when the stream has not `length` + 1 tokens
 */
export function sampleTextWindows(
  tokens: Int32Array | Uint16Array,
  bucket: { readonly batch: number; readonly length: number },
  random: Random,
): TrainingBatch {
  const { batch, length } = bucket;
  if (tokens.length <= length)
    throw new LoamError(
      'TRAINING_TEXT_TOO_SHORT',
      `A window of ${length} tokens needs more text than ${tokens.length} tokens.`,
    );
  const ids = new Int32Array(batch * length);
  const labels = new Int32Array(batch * length);
  for (let row = 0; row < batch; row++) {
    const start = random.below(tokens.length - length);
    ids.set(tokens.subarray(start, start + length), row * length);
    labels.set(tokens.subarray(start + 1, start + length + 1), row * length);
  }
  return { batch, length, ids, labels, weights: new Float32Array(batch * length).fill(1) };
}
