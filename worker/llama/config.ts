import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_CONFIG_BYTES, MAX_CONTEXT, MAX_HEADS, MAX_LAYERS, MAX_VOCABULARY, MAX_WIDTH } from './limits.ts';

/** Architecture of a Llama model, read from a Hugging Face config.json. */
export interface LlamaConfig {
  /** Numbers per token between layers. */
  readonly hiddenSize: number;
  readonly layers: number;
  /** Query heads. */
  readonly heads: number;
  /** Key and value heads; divides `heads`. */
  readonly kvHeads: number;
  /** Numbers per head; even. */
  readonly headDim: number;
  /** Width of the feed-forward layer. */
  readonly intermediateSize: number;
  readonly vocabularySize: number;
  /** Most positions the model was made for. */
  readonly contextLength: number;
  readonly ropeTheta: number;
  readonly rmsNormEpsilon: number;
  /** Whether the output projection is the input embedding. */
  readonly tieWordEmbeddings: boolean;
}

const width = z.int().min(1).max(MAX_WIDTH);
const ropeOptions = z
  .looseObject({
    rope_type: z.string().optional(),
    type: z.string().optional(),
    rope_theta: z.number().positive().optional(),
  })
  .nullish();

const schema = z.looseObject({
  model_type: z.literal('llama').default('llama'),
  hidden_act: z.literal('silu').default('silu'),
  hidden_size: width,
  intermediate_size: width,
  num_hidden_layers: z.int().min(1).max(MAX_LAYERS),
  num_attention_heads: z.int().min(1).max(MAX_HEADS),
  num_key_value_heads: z.int().min(1).max(MAX_HEADS).nullish(),
  head_dim: z.int().min(2).max(1024).nullish(),
  vocab_size: z.int().min(2).max(MAX_VOCABULARY),
  max_position_embeddings: z.int().min(1).max(MAX_CONTEXT),
  rope_theta: z.number().min(1).max(1e12).nullish(),
  rope_scaling: ropeOptions,
  rope_parameters: ropeOptions,
  rms_norm_eps: z.number().positive().max(1).default(1e-6),
  tie_word_embeddings: z.boolean().default(false),
  attention_bias: z.literal(false).default(false),
  mlp_bias: z.literal(false).default(false),
});

/**
 * Parses a Hugging Face config.json of the Llama architecture.
 *
 * @param source the file's text, or its parsed JSON
 * @throws LoamError `LLAMA_CONFIG_INVALID` for another architecture, scaled rotary embeddings, biases or sizes past the limits
 */
export function parseLlamaConfig(source: unknown): LlamaConfig {
  const parsed = schema.safeParse(typeof source === 'string' ? parseJson(source) : source);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const raw = parsed.data;
  for (const rope of [raw.rope_scaling, raw.rope_parameters]) {
    const type = rope?.rope_type ?? rope?.type ?? 'default';
    if (type !== 'default') throw invalid(`rotary embeddings of type "${type}" are not supported`);
  }
  const heads = raw.num_attention_heads;
  const kvHeads = raw.num_key_value_heads ?? heads;
  const headDim = raw.head_dim ?? raw.hidden_size / heads;
  if (!Number.isInteger(headDim) || headDim % 2 !== 0)
    throw invalid(`the head size ${headDim} must be an even whole number`);
  if (heads % kvHeads !== 0) throw invalid(`${heads} query heads cannot share ${kvHeads} key heads`);
  return {
    hiddenSize: raw.hidden_size,
    layers: raw.num_hidden_layers,
    heads,
    kvHeads,
    headDim,
    intermediateSize: raw.intermediate_size,
    vocabularySize: raw.vocab_size,
    contextLength: raw.max_position_embeddings,
    ropeTheta: raw.rope_parameters?.rope_theta ?? raw.rope_theta ?? 10_000,
    rmsNormEpsilon: raw.rms_norm_eps,
    tieWordEmbeddings: raw.tie_word_embeddings,
  };
}

/** The config.json of a model, for writing one. */
export function toHuggingFaceConfig(config: LlamaConfig): Record<string, unknown> {
  return {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    hidden_act: 'silu',
    hidden_size: config.hiddenSize,
    intermediate_size: config.intermediateSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.kvHeads,
    head_dim: config.headDim,
    vocab_size: config.vocabularySize,
    max_position_embeddings: config.contextLength,
    rope_theta: config.ropeTheta,
    rope_scaling: null,
    rms_norm_eps: config.rmsNormEpsilon,
    tie_word_embeddings: config.tieWordEmbeddings,
    attention_bias: false,
    mlp_bias: false,
    torch_dtype: 'float32',
  };
}

function parseJson(text: string): unknown {
  if (text.length > MAX_CONFIG_BYTES) throw invalid(`the file is larger than ${MAX_CONFIG_BYTES} bytes`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('it is not JSON', cause);
  }
}

function invalid(detail: string, cause?: unknown): LoamError {
  return new LoamError('LLAMA_CONFIG_INVALID', `The model's config.json cannot be used: ${detail}.`, {
    hint: 'Loam runs models of the Llama architecture in Hugging Face layout, without biases and with plain rotary embeddings.',
    cause,
  });
}
