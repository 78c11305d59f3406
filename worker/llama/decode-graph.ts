import { Graph, type Value } from '../autodiff/graph.ts';
import { gemm, permute, swapLast } from '../autodiff/primitives.ts';
import { adapterKey, declareStackedAdapter } from './adapter-inputs.ts';
import type { LlamaConfig } from './config.ts';
import { declareWeights, type WeightSource } from './declare-weights.ts';
import { dynamicPositions } from './dynamic-positions.ts';
import { finalNorm, llamaBlocks, outputHead } from './forward.ts';
import type { AdapterTarget } from './weight-shapes.ts';

/** Names of a layer's cache: inputs `past.…` [1, kvHeads, P, headDim], outputs `present.…` [1, kvHeads, P + T, headDim]. */
export function cacheName(when: 'past' | 'present', layer: number, what: 'key' | 'value'): string {
  return `${when}.${layer}.${what}`;
}

/**
 * Builds the graph that generates text: T tokens follow a cache of P tokens, both of any size (prefill: P = 0; decode: T = 1).
 *
 * Inputs: `ids` int64 [T], the cache (see {@link cacheName}), `lora.<layer>.<target>.A` [rank, in] and `.B` [out, rank] for
 * every linear layer, the scaling folded into B; rank 0 is the base, bit for bit. Outputs: `logits` float32 [1, vocab] after
 * the last token, and the longer cache. P + T must not pass the context.
 */
export function buildDecode(config: LlamaConfig, source: WeightSource): Uint8Array {
  const g = new Graph();
  const { kvHeads, headDim, layers } = config;
  const weights = declareWeights(g, config, source);
  const adapter = declareStackedAdapter(g, config, 'lora');
  const ids = g.input('ids', ['T'], 'int64');
  const declarePast = (what: 'key' | 'value'): Value[] =>
    Array.from({ length: layers }, (_, layer) =>
      g.input(cacheName('past', layer, what), [1, kvHeads, 'P', headDim]),
    );
  const pastKeys = declarePast('key');
  const pastValues = declarePast('value');
  const append = (layer: number, what: 'key' | 'value', past: Value, now: Value): Value => {
    const shape = [1, kvHeads, 'S', headDim];
    const all = g.node('Concat', [past, permute(g, now, [0, 2, 1, 3])], shape, { axis: 2 });
    g.output(all, cacheName('present', layer, what));
    return all;
  };
  const context = {
    g,
    config,
    weights,
    batch: 1,
    time: 'T',
    ...dynamicPositions(g, config, { ids, past: pastKeys[0] as Value }),
    adapters: (layer: number, target: AdapterTarget) => {
      const pair = adapter.get(adapterKey(layer, target));
      return pair === undefined ? [] : [pair];
    },
    keysAndValues: (layer: number, k: Value, v: Value) => ({
      keys: swapLast(g, append(layer, 'key', pastKeys[layer] as Value, k)),
      values: append(layer, 'value', pastValues[layer] as Value, v),
    }),
  };
  const last = g.node(
    'Slice',
    [llamaBlocks(context, ids), g.ints([-1]), g.ints([Number.MAX_SAFE_INTEGER]), g.ints([0])],
    [1, config.hiddenSize],
  );
  g.output(gemm(g, finalNorm(context, last), outputHead(context), { transB: true }), 'logits');
  return g.toModel();
}
