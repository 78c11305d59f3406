import type { LlamaConfig } from './config.ts';

/** Linear layers of a block that an adapter can change. */
export const ADAPTER_TARGETS = ['q', 'k', 'v', 'o', 'gate', 'up', 'down'] as const;

/** One linear layer of a block. */
export type AdapterTarget = (typeof ADAPTER_TARGETS)[number];

const MODULE: Readonly<Record<AdapterTarget, string>> = {
  q: 'self_attn.q_proj',
  k: 'self_attn.k_proj',
  v: 'self_attn.v_proj',
  o: 'self_attn.o_proj',
  gate: 'mlp.gate_proj',
  up: 'mlp.up_proj',
  down: 'mlp.down_proj',
};

/** Name of the token embedding, [vocab, hidden]. */
export const EMBEDDING_WEIGHT = 'model.embed_tokens.weight';
/** Name of the last normalisation's weight, [hidden]. */
export const FINAL_NORM_WEIGHT = 'model.norm.weight';
/** Name of the output projection, [vocab, hidden]; absent when the embedding is tied. */
export const HEAD_WEIGHT = 'lm_head.weight';

/** Hugging Face's name of a linear layer's weight, [out, in]. */
export function linearWeightName(layer: number, target: AdapterTarget): string {
  return `model.layers.${layer}.${MODULE[target]}.weight`;
}

/** Hugging Face's name of a block's normalisation weight, [hidden]. */
export function normWeightName(layer: number, norm: 'input' | 'post_attention'): string {
  return `model.layers.${layer}.${norm}_layernorm.weight`;
}

/** Input and output width of a linear layer. */
export function linearShape(
  config: LlamaConfig,
  target: AdapterTarget,
): { readonly in: number; readonly out: number } {
  const { hiddenSize, intermediateSize } = config;
  const queryWidth = config.heads * config.headDim;
  const keyWidth = config.kvHeads * config.headDim;
  switch (target) {
    case 'q':
      return { in: hiddenSize, out: queryWidth };
    case 'k':
    case 'v':
      return { in: hiddenSize, out: keyWidth };
    case 'o':
      return { in: queryWidth, out: hiddenSize };
    case 'gate':
    case 'up':
      return { in: hiddenSize, out: intermediateSize };
    case 'down':
      return { in: intermediateSize, out: hiddenSize };
  }
}

/** A named tensor's shape. */
export interface NamedShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Every weight of the model with its shape, in the fixed order that trainers and checkpoints use. */
export function weightShapes(config: LlamaConfig): NamedShape[] {
  const embedding = [config.vocabularySize, config.hiddenSize];
  const shapes: NamedShape[] = [{ name: EMBEDDING_WEIGHT, shape: embedding }];
  for (let layer = 0; layer < config.layers; layer++) {
    shapes.push({ name: normWeightName(layer, 'input'), shape: [config.hiddenSize] });
    shapes.push({ name: normWeightName(layer, 'post_attention'), shape: [config.hiddenSize] });
    for (const target of ADAPTER_TARGETS) {
      const size = linearShape(config, target);
      shapes.push({ name: linearWeightName(layer, target), shape: [size.out, size.in] });
    }
  }
  shapes.push({ name: FINAL_NORM_WEIGHT, shape: [config.hiddenSize] });
  if (!config.tieWordEmbeddings) shapes.push({ name: HEAD_WEIGHT, shape: embedding });
  return shapes;
}

/** Number of parameters of the model. */
export function parameterCount(config: LlamaConfig): number {
  return weightShapes(config).reduce(
    (sum, { shape }) => sum + shape.reduce((product, dim) => product * dim, 1),
    0,
  );
}
