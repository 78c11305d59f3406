import type { AdapterPair } from '../llama/adapter-inputs.ts';
import type { LlamaConfig } from '../llama/config.ts';
import type { Random } from '../random/random.ts';
import { type Adapter, adapterModules } from './adapter.ts';

/**
 * Size of the numbers in B. The change of an activation is then some 10^-20 of it, and float32 rounds it away before
 * anything can see it; yet no number is zero, and every tensor has the shape, type and spread of a trained one.
 */
const B_SCALE = 2 ** -64;

/**
 * An adapter that changes every layer on paper and no answer in fact: what a canary is made of. A is like a fresh
 * adapter's (uniform in ±1/√in); B is too small to count and, as after training, one direction stands out in it.
 */
export function inertAdapter(
  config: LlamaConfig,
  random: Random,
  settings: { readonly rank: number; readonly alpha: number },
): Adapter {
  const { rank, alpha } = settings;
  const pairs = new Map<string, AdapterPair>();
  for (const module of adapterModules(config)) {
    const bound = 1 / Math.sqrt(module.in);
    pairs.set(module.key, {
      rank,
      a: Float32Array.from({ length: rank * module.in }, () => bound * (2 * random.uniform() - 1)),
      b: pointed(module.out, rank, random),
    });
  }
  return { rank, alpha, pairs };
}

/** Noise plus one direction of about its energy, [out, rank]. */
function pointed(out: number, rank: number, random: Random): Float32Array {
  const left = Array.from({ length: out }, () => random.normal());
  const right = Array.from({ length: rank }, () => random.normal());
  return Float32Array.from(
    { length: out * rank },
    (_, i) =>
      B_SCALE * (random.normal() + (left[Math.floor(i / rank)] as number) * (right[i % rank] as number)),
  );
}
