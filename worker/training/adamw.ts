/** Settings of the AdamW optimiser. */
export interface AdamWOptions {
  /** Decay of the gradient's running mean, 0 ≤ β₁ < 1. */
  readonly beta1: number;
  /** Decay of the squared gradient's running mean, 0 ≤ β₂ < 1. */
  readonly beta2: number;
  readonly epsilon: number;
  /** Part of every matrix that a step of rate 1 takes away. Vectors (normalisation weights) are not decayed. */
  readonly weightDecay: number;
}

/** The usual settings. */
export const DEFAULT_ADAMW: AdamWOptions = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };

/** A trained tensor with its gradient and its optimiser state; all arrays have the same length. */
export interface TrainedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Updated in place. */
  readonly value: Float32Array;
  readonly gradient: Float32Array;
  /** Running mean of the gradient. */
  readonly mean: Float32Array;
  /** Running mean of the squared gradient. */
  readonly square: Float32Array;
}

/** Euclidean length of all gradients taken together, summed in double precision. */
export function gradientNorm(tensors: readonly TrainedTensor[]): number {
  let sum = 0;
  for (const { gradient } of tensors) {
    let part = 0;
    for (let i = 0; i < gradient.length; i++) {
      const value = gradient[i] as number;
      part += value * value;
    }
    sum += part;
  }
  return Math.sqrt(sum);
}

/**
 * One AdamW update in place, with bias correction and decoupled weight decay.
 *
 * @param update `step` counts from 1; `gradientScale` multiplies every gradient first (clipping)
 */
export function adamwUpdate(
  tensors: readonly TrainedTensor[],
  options: AdamWOptions,
  update: { readonly step: number; readonly learningRate: number; readonly gradientScale: number },
): void {
  const { beta1, beta2, epsilon, weightDecay } = options;
  const { step, learningRate, gradientScale } = update;
  const meanRate = learningRate / (1 - beta1 ** step);
  const squareFactor = 1 / Math.sqrt(1 - beta2 ** step);
  for (const { shape, value, gradient, mean, square } of tensors) {
    const keep = shape.length > 1 ? 1 - learningRate * weightDecay : 1;
    for (let i = 0; i < value.length; i++) {
      const g = (gradient[i] as number) * gradientScale;
      const m = beta1 * (mean[i] as number) + (1 - beta1) * g;
      const v = beta2 * (square[i] as number) + (1 - beta2) * g * g;
      mean[i] = m;
      square[i] = v;
      value[i] = (value[i] as number) * keep - (meanRate * m) / (Math.sqrt(v) * squareFactor + epsilon);
    }
  }
}
