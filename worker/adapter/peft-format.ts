import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { AdapterPair } from '../llama/adapter-inputs.ts';
import type { LlamaConfig } from '../llama/config.ts';
import { MAX_RANK } from '../llama/limits.ts';
import { linearWeightName } from '../llama/weight-shapes.ts';
import { readSafetensors, writeSafetensors } from '../safetensors/safetensors.ts';
import type { Tensor } from '../safetensors/tensor.ts';
import { type Adapter, adapterModules, adapterNorm, adapterTargets } from './adapter.ts';
import { MAX_ADAPTER_CONFIG_BYTES, MAX_ADAPTER_MODEL_BYTES, MAX_ADAPTER_NORM, MAX_ALPHA } from './limits.ts';

/** File names that PEFT uses. */
export const PEFT_FILES = { config: 'adapter_config.json', model: 'adapter_model.safetensors' } as const;

/** Contents of the two files. */
export interface PeftFiles {
  readonly config: string;
  readonly model: Uint8Array;
}

const off = z.union([z.literal(false), z.null()]).optional();
const nothing = z.union([z.null(), z.array(z.never()), z.record(z.string(), z.never())]).optional();

/** What of PEFT's LoraConfig can be run here; everything that would change the arithmetic must be off. */
const configSchema = z.looseObject({
  peft_type: z.literal('LORA'),
  r: z.int().min(1).max(MAX_RANK),
  lora_alpha: z.number().gt(0).max(MAX_ALPHA),
  target_modules: z.union([z.array(z.string().max(200)).max(64), z.string().max(2000)]).nullish(),
  bias: z.literal('none').optional(),
  fan_in_fan_out: off,
  use_rslora: off,
  use_dora: off,
  lora_bias: off,
  rank_pattern: nothing,
  alpha_pattern: nothing,
  modules_to_save: nothing,
  layer_replication: nothing,
  trainable_token_indices: nothing,
  megatron_config: nothing,
});

/**
 * Reads an adapter in PEFT's file format and checks it against the model.
 *
 * @throws LoamError `ADAPTER_CONFIG` (not a plain LoRA configuration), `ADAPTER_TOO_LARGE`, `SAFETENSORS_MALFORMED`,
 * `ADAPTER_SHAPE_MISMATCH` (a tensor is missing, left over or of another shape), `ADAPTER_NOT_FINITE`, `ADAPTER_NORM`
 */
export function readPeft(files: PeftFiles, model: LlamaConfig): Adapter {
  const settings = readConfig(files.config);
  if (files.model.length > MAX_ADAPTER_MODEL_BYTES) throw tooLarge(PEFT_FILES.model, files.model.length);
  const tensors = readSafetensors(files.model);
  const rank = settings.r;
  const pairs = new Map<string, AdapterPair>();
  for (const module of adapterModules(model)) {
    const name = tensorNames(module);
    const a = tensors.get(name.a);
    const b = tensors.get(name.b);
    tensors.delete(name.a);
    tensors.delete(name.b);
    if (a === undefined && b === undefined) continue;
    if (a === undefined || b === undefined) throw mismatch(`half of "${module.key}" is missing`);
    requireTensor(name.a, a, [rank, module.in]);
    requireTensor(name.b, b, [module.out, rank]);
    pairs.set(module.key, { rank, a: a.data, b: b.data });
  }
  const [left] = tensors.keys();
  if (left !== undefined) throw mismatch(`"${left.slice(0, 120)}" belongs to no layer of the model`);
  if (pairs.size === 0) throw mismatch('it changes no layer');
  const adapter: Adapter = { rank, alpha: settings.lora_alpha, pairs };
  requireTargets(adapter, settings.target_modules);
  const norm = adapterNorm(adapter);
  if (!(norm <= MAX_ADAPTER_NORM)) {
    throw new LoamError('ADAPTER_NORM', `The adapter's norm of ${norm} is above ${MAX_ADAPTER_NORM}.`);
  }
  return adapter;
}

/**
 * Writes an adapter in PEFT's file format, float32. The bytes depend on the arguments alone.
 *
 * @param options `baseModel`: what goes into `base_model_name_or_path`
 */
export function writePeft(adapter: Adapter, options: { readonly baseModel: string }): PeftFiles {
  const tensors = new Map<string, Tensor>();
  for (const [key, { rank, a, b }] of adapter.pairs) {
    const [layer, target] = key.split('.');
    const module = { layer: Number(layer), target: adapterTargets(adapter).find((name) => name === target) };
    if (module.target === undefined) throw mismatch(`"${key}" is no layer`);
    const name = tensorNames({ layer: module.layer, target: module.target });
    tensors.set(name.a, { dtype: 'F32', shape: [rank, a.length / rank], data: a });
    tensors.set(name.b, { dtype: 'F32', shape: [b.length / rank, rank], data: b });
  }
  const config = {
    alpha_pattern: {},
    auto_mapping: null,
    base_model_name_or_path: options.baseModel,
    bias: 'none',
    fan_in_fan_out: false,
    inference_mode: true,
    init_lora_weights: true,
    layers_pattern: null,
    layers_to_transform: null,
    lora_alpha: adapter.alpha,
    lora_dropout: 0,
    modules_to_save: null,
    peft_type: 'LORA',
    r: adapter.rank,
    rank_pattern: {},
    revision: null,
    target_modules: adapterTargets(adapter).map(moduleName),
    task_type: 'CAUSAL_LM',
    use_dora: false,
    use_rslora: false,
  };
  return {
    config: `${JSON.stringify(config, null, 2)}\n`,
    model: writeSafetensors(tensors, { metadata: { format: 'pt' } }),
  };
}

function readConfig(text: string): z.infer<typeof configSchema> {
  if (text.length > MAX_ADAPTER_CONFIG_BYTES) throw tooLarge(PEFT_FILES.config, text.length);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw configError('it is not JSON', cause);
  }
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) throw configError(z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}

/** A list of target modules must name exactly the kinds of layers that have tensors; PEFT would fail to load others. */
function requireTargets(adapter: Adapter, targets: string | string[] | null | undefined): void {
  if (!Array.isArray(targets)) return;
  const used = adapterTargets(adapter).map(moduleName);
  const named = new Set(targets.map((name) => name.split('.').at(-1)));
  const wrong = [
    ...used.filter((name) => !named.has(name)),
    ...[...named].filter((name) => !used.includes(name ?? '')),
  ];
  if (wrong.length > 0)
    throw mismatch(`target_modules and tensors differ in ${wrong.join(', ').slice(0, 200)}`);
}

function requireTensor(name: string, tensor: Tensor, shape: readonly number[]): void {
  if (tensor.shape.length !== 2 || tensor.shape.some((size, i) => size !== shape[i])) {
    throw mismatch(`"${name}" has shape [${tensor.shape.join(', ')}] instead of [${shape.join(', ')}]`);
  }
  if (!tensor.data.every(Number.isFinite)) {
    throw new LoamError('ADAPTER_NOT_FINITE', `"${name}" holds numbers that are not finite.`);
  }
}

function tensorNames(module: { layer: number; target: Parameters<typeof linearWeightName>[1] }): {
  a: string;
  b: string;
} {
  const stem = `base_model.model.${linearWeightName(module.layer, module.target).replace(/\.weight$/, '')}`;
  return { a: `${stem}.lora_A.weight`, b: `${stem}.lora_B.weight` };
}

function moduleName(target: Parameters<typeof linearWeightName>[1]): string {
  return `${target}_proj`;
}

function configError(reason: string, cause?: unknown): LoamError {
  return new LoamError('ADAPTER_CONFIG', `This is not a LoRA configuration that can be used: ${reason}.`, {
    cause,
  });
}

function tooLarge(name: string, bytes: number): LoamError {
  return new LoamError('ADAPTER_TOO_LARGE', `${name} has ${bytes} bytes.`);
}

function mismatch(reason: string): LoamError {
  return new LoamError('ADAPTER_SHAPE_MISMATCH', `The adapter does not fit the model: ${reason}.`, {
    hint: 'It was made for another base model, or its files are incomplete.',
  });
}
