import { Graph } from '../autodiff/graph.ts';
import { crossEntropy } from '../autodiff/ops/cross-entropy.ts';
import { adapterKey, declareStackedAdapter } from './adapter-inputs.ts';
import type { LlamaConfig } from './config.ts';
import { declareWeights, type WeightSource } from './declare-weights.ts';
import { dynamicPositions } from './dynamic-positions.ts';
import { finalNorm, llamaBlocks, outputHead, ownKeysAndValues } from './forward.ts';
import type { AdapterTarget } from './weight-shapes.ts';

/**
 * Builds the graph that measures one text of any length up to the context; the verification profile runs it.
 * The same config and weights always give the same bytes.
 *
 * Inputs: `ids` int64 [T], `labels` int64 [T] (right next tokens), `tokenWeights` float32 [T, 1] (0 leaves a token out),
 * `lora.<layer>.<target>.A` [rank, in] and `.B` [out, rank] for every linear layer, the scaling folded into B; rank 0 is
 * the base. Output: `loss` float32 [] = Σ tokenWeight · negative log-likelihood, in nats.
 */
export function buildLoss(config: LlamaConfig, source: WeightSource): Uint8Array {
  const g = new Graph();
  const weights = declareWeights(g, config, source);
  const adapter = declareStackedAdapter(g, config, 'lora');
  const ids = g.input('ids', ['T'], 'int64');
  const labels = g.input('labels', ['T'], 'int64');
  const tokenWeights = g.input('tokenWeights', ['T', 1]);
  const context = {
    g,
    config,
    weights,
    batch: 1,
    time: 'T',
    ...dynamicPositions(g, config, { ids, past: null }),
    adapters: (layer: number, target: AdapterTarget) => {
      const pair = adapter.get(adapterKey(layer, target));
      return pair === undefined ? [] : [pair];
    },
    keysAndValues: ownKeysAndValues(g),
  };
  const hidden = finalNorm(context, llamaBlocks(context, ids));
  g.output(crossEntropy(g, { hidden, head: outputHead(context), labels, weights: tokenWeights }), 'loss');
  return g.toModel();
}
