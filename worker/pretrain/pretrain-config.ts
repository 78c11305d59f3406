import { z } from 'zod';

const positive = z.int().positive();

/** Everything that decides a pre-training run besides the corpora and the machine's speed. */
export const pretrainConfigSchema = z.strictObject({
  /** The model, in the words of a Hugging Face config.json. */
  model: z.strictObject({
    hidden_size: positive,
    intermediate_size: positive,
    num_hidden_layers: positive,
    num_attention_heads: positive,
    num_key_value_heads: positive,
    vocab_size: z.int().min(300).max(65_536),
    max_position_embeddings: positive,
    rope_theta: z.number().positive(),
    rms_norm_eps: z.number().positive(),
    tie_word_embeddings: z.boolean(),
  }),
  /** Tokens of one step. */
  batchTokens: positive,
  /** Tokens of a row; the steps take turns. */
  lengths: z.array(positive).min(1),
  peakRate: z.number().positive(),
  floorRate: z.number().positive(),
  warmupSteps: positive,
  weightDecay: z.number().min(0),
  beta2: z.number().min(0).max(1),
  seed: z.int(),
  /** From this part of the run on (0 to 1), the corpora's shares are multiplied by these factors; others keep theirs. */
  finalMix: z.strictObject({
    from: z.number().min(0).max(1),
    factors: z.record(z.string(), z.number().min(0)),
  }),
  /** Steps between two measurements on held-out documents. */
  evaluateEverySteps: positive,
  /** Seconds between two checkpoints. */
  checkpointSeconds: z.number().positive(),
});

/** See {@link pretrainConfigSchema}. */
export type PretrainConfig = z.infer<typeof pretrainConfigSchema>;

/** The bundled base model's settings. */
export const DEFAULT_PRETRAIN_CONFIG: PretrainConfig = {
  model: {
    hidden_size: 192,
    intermediate_size: 512,
    num_hidden_layers: 5,
    num_attention_heads: 6,
    num_key_value_heads: 2,
    vocab_size: 4096,
    max_position_embeddings: 512,
    rope_theta: 10_000,
    rms_norm_eps: 1e-5,
    tie_word_embeddings: true,
  },
  batchTokens: 2048,
  lengths: [256, 256, 256, 512],
  peakRate: 2e-3,
  floorRate: 5e-5,
  warmupSteps: 150,
  weightDecay: 0.05,
  beta2: 0.98,
  seed: 20261122,
  // While the rate comes down, what people will ask counts more, and old prose no longer.
  finalMix: {
    from: 0.5,
    factors: {
      identity: 1.5,
      'ms-chitchat': 1.5,
      'world-countries': 2,
      'wordnet-3.1': 1.3,
      'self-dialogue': 0.6,
      'childrens-stories': 0.3,
      'standard-ebooks': 0,
    },
  },
  evaluateEverySteps: 250,
  checkpointSeconds: 180,
};
