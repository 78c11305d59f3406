import { z } from 'zod';
import { bytes32Schema, decimalSchema } from '../encoding/hex.ts';
import { MAX_MERGED_PARTS } from '../limits.ts';

/** Files of a submission's bundle. The adapter pair is a PEFT directory, so the bundle loads in PEFT as it is. */
export const BUNDLE_FILES = {
  adapterConfig: 'adapter_config.json',
  adapterModel: 'adapter_model.safetensors',
  trainMeta: 'train_meta.json',
  evaluation: 'eval.json',
  environment: 'environment.json',
} as const;

/** Name of the manifest in a model version's directory; the merged adapter pair lies beside it. */
export const MANIFEST_FILE = 'manifest.json';

/** `train_meta.json`: how the delta was trained. No text of the owner's. */
export const trainMetaSchema = z.strictObject({
  format: z.literal('loam-train-meta/1'),
  baseModel: bytes32Schema,
  baseVersion: z.number().int().nonnegative(),
  method: z.enum(['lora', 'imported']),
  rank: z.number().int().positive().max(1024),
  alpha: z.number().positive(),
  steps: z.number().int().nonnegative(),
  learningRate: z.number().nonnegative(),
  lessons: z.number().int().nonnegative(),
  practiceItems: z.number().int().nonnegative(),
  seed: z.string().max(80),
});
export type TrainMeta = z.infer<typeof trainMetaSchema>;

/** `eval.json`: the learner's own measurement; its canonical JSON is what `metricsHash` commits to. The seed is random. */
export const selfEvaluationSchema = z.strictObject({
  format: z.literal('loam-eval/1'),
  seed: bytes32Schema,
  items: z.number().int().positive(),
  baseMicroNats: decimalSchema,
  patchedMicroNats: decimalSchema,
  utilityPpm: z.number().int(),
  profile: bytes32Schema,
});
export type SelfEvaluation = z.infer<typeof selfEvaluationSchema>;

/** `environment.json`: what ran the training, for reproducing it. */
export const environmentSchema = z.strictObject({
  format: z.literal('loam-environment/1'),
  loam: z.string().max(40),
  runtime: z.string().max(80),
  platform: z.string().max(80),
});
export type Environment = z.infer<typeof environmentSchema>;

/** `manifest.json` of a model version: what was merged, how, and what it did to the held-out loss. */
export const manifestSchema = z.strictObject({
  format: z.literal('loam-manifest/1'),
  epoch: decimalSchema,
  parent: z.number().int().nonnegative(),
  baseModel: bytes32Schema,
  method: z.literal('stack-then-svd/1'),
  included: z
    .array(
      z.strictObject({
        index: z.number().int().nonnegative(),
        cid: z.string().max(80),
        learner: z.string().max(42),
        utilityPpm: z.number().int(),
        weight: decimalSchema,
      }),
    )
    .max(MAX_MERGED_PARTS),
  rank: z.number().int().nonnegative(),
  /** Relative Frobenius distance between the stored adapter and the exact sum. */
  residual: z.number().nonnegative(),
  evaluation: z.strictObject({
    seed: bytes32Schema,
    profile: bytes32Schema,
    items: z.number().int().positive(),
    baseMicroNats: decimalSchema,
    mergedMicroNats: decimalSchema,
    utilityPpm: z.number().int(),
    digest: bytes32Schema,
  }),
});
export type Manifest = z.infer<typeof manifestSchema>;
