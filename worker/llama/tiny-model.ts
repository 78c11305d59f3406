import type { LlamaConfig } from './config.ts';
import { weightShapes } from './weight-shapes.ts';

/** A small model for tests and the reference numbers: grouped heads, an odd vocabulary, few numbers. */
export const TINY_CONFIG: LlamaConfig = {
  hiddenSize: 24,
  layers: 2,
  heads: 6,
  kvHeads: 2,
  headDim: 4,
  intermediateSize: 40,
  vocabularySize: 61,
  contextLength: 48,
  ropeTheta: 10_000,
  rmsNormEpsilon: 1e-5,
  tieWordEmbeddings: true,
};

/**
 * Value i of a stream, −1 to 1 in steps of 2⁻¹⁵; exact in single precision and easy to compute in any language, which is
 * why the reference numbers use it.
 */
export function hashedValue(stream: number, i: number): number {
  let x = (Math.imul(stream + 1, 0x9e3779b1) ^ Math.imul(i + 1, 0x85ebca6b)) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0;
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39) >>> 0;
  return (((x ^ (x >>> 15)) >>> 0) >>> 16) / 32768 - 1;
}

/** `count` values of a stream, times `scale` (a power of two keeps them exact), plus `offset`. */
export function hashedValues(stream: number, count: number, scale: number, offset = 0): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => offset + scale * hashedValue(stream, i));
}

/** Weights for a model: matrices in ±1/4, normalisation weights in 1 ± 1/8. */
export function hashedWeights(config: LlamaConfig): Map<string, Float32Array> {
  return new Map(
    weightShapes(config).map(({ name, shape }, stream): [string, Float32Array] => {
      const count = shape.reduce((product, dim) => product * dim, 1);
      return [
        name,
        shape.length === 1 ? hashedValues(stream, count, 1 / 8, 1) : hashedValues(stream, count, 1 / 4),
      ];
    }),
  );
}
