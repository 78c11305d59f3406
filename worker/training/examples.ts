import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Random } from '../random/random.ts';

/** One thing to learn: how to answer a prompt. The loss counts the answer only. */
export interface TrainingExample {
  readonly promptIds: readonly number[];
  /** At least one token; ends with the end-of-turn token where the model shall stop. */
  readonly answerIds: readonly number[];
}

/**
 * Splits examples at random into those to learn from and those held out. With two examples or more, each part has at
 * least one.
 *
 * @param fraction part that is held out, 0 < fraction < 1
 */
export function splitHeldOut(
  examples: readonly TrainingExample[],
  fraction: number,
  random: Random,
): { readonly train: readonly TrainingExample[]; readonly heldOut: readonly TrainingExample[] } {
  if (!(fraction > 0 && fraction < 1)) {
    throw new LoamError(
      'TRAINING_OPTIONS_INVALID',
      `The held-out fraction must lie between 0 and 1, not ${fraction}.`,
    );
  }
  const order = random.shuffle([...examples]);
  const wanted = Math.round(examples.length * fraction);
  const count = Math.max(Math.min(wanted, examples.length - 1), Math.min(1, examples.length - 1));
  return { heldOut: order.slice(0, count), train: order.slice(count) };
}

/**
 * Adds earlier examples to new ones against forgetting.
 *
 * @param share part of the result that comes from `replay`, 0 ≤ share < 1; less when `replay` has not enough
 */
export function mixReplay(
  examples: readonly TrainingExample[],
  replay: readonly TrainingExample[],
  share: number,
  random: Random,
): readonly TrainingExample[] {
  if (!(share >= 0 && share < 1)) {
    throw new LoamError(
      'TRAINING_OPTIONS_INVALID',
      `The replay share must lie between 0 and 1, not ${share}.`,
    );
  }
  const count = Math.min(replay.length, Math.round((examples.length * share) / (1 - share)));
  return [...examples, ...random.shuffle([...replay]).slice(0, count)];
}
