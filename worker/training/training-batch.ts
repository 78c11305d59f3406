/** One static batch for a training step: `batch` rows of `length` tokens, row-major. */
export interface TrainingBatch {
  readonly batch: number;
  readonly length: number;
  /** Input tokens, [batch · length]. */
  readonly ids: Int32Array;
  /** The right next token at every position, [batch · length]; any valid token where the weight is 0. */
  readonly labels: Int32Array;
  /** Weight of every position in the loss, [batch · length]; 0 leaves it out. The trainer divides by the sum. */
  readonly weights: Float32Array;
}

/** Sum of the weights of all positions. */
export function totalWeight(batches: readonly TrainingBatch[]): number {
  let sum = 0;
  for (const { weights } of batches) for (const weight of weights) sum += weight;
  return sum;
}
