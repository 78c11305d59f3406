import type { LlamaConfig } from '../llama/config.ts';
import { weightShapes } from '../llama/weight-shapes.ts';
import type { Random } from '../random/random.ts';

/**
 * Fresh weights for pre-training: normal with standard deviation `deviation`, divided by √(2 · layers) for the layers that
 * write to the residual stream; normalisation weights are 1.
 */
export function initialWeights(
  config: LlamaConfig,
  random: Random,
  deviation = 0.02,
): Map<string, Float32Array> {
  const residual = deviation / Math.sqrt(2 * config.layers);
  return new Map(
    weightShapes(config).map(({ name, shape }): [string, Float32Array] => {
      const data = new Float32Array(shape.reduce((product, dim) => product * dim, 1));
      if (shape.length === 1) return [name, data.fill(1)];
      const scale = /\.(o_proj|down_proj)\./.test(name) ? residual : deviation;
      return [name, data.map(() => random.normal() * scale)];
    }),
  );
}
