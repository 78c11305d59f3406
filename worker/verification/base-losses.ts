import { createHash } from 'node:crypto';
import type { StackedAdapter } from '../llama/adapter-inputs.ts';
import type { EvaluationItem } from './evaluator.ts';

/**
 * Remembers the losses without a candidate. All updates of an epoch are measured on the same questions over the same
 * base, so a committee or an audit computes those once instead of once for each update. The key covers every number
 * that goes in; the model is the evaluator's, so a new evaluator needs a new memory.
 */
export class BaseLosses {
  #key = '';
  #losses: readonly number[] = [];

  /** The losses of `items` over `stack`; `compute` runs when they are not the ones of last time. */
  async of(
    items: readonly EvaluationItem[],
    stack: StackedAdapter,
    compute: () => Promise<number[]>,
  ): Promise<{ losses: number[]; remembered: boolean }> {
    const key = keyOf(items, stack);
    if (key === this.#key) return { losses: [...this.#losses], remembered: true };
    const losses = await compute();
    this.#key = key;
    this.#losses = [...losses];
    return { losses, remembered: false };
  }
}

function keyOf(items: readonly EvaluationItem[], stack: StackedAdapter): string {
  const hash = createHash('sha256').update(JSON.stringify(items));
  for (const [name, { rank, a, b }] of stack) {
    hash.update(JSON.stringify([name, rank, a.length, b.length]));
    for (const half of [a, b]) hash.update(Buffer.from(half.buffer, half.byteOffset, half.byteLength));
  }
  return hash.digest('hex');
}
