import { LoamError } from '../../protocol/errors/loam-error.ts';
import { readSafetensors, readSafetensorsShapes, writeSafetensors } from '../safetensors/safetensors.ts';
import type { LlamaConfig } from './config.ts';
import { MAX_PARAMETERS } from './limits.ts';
import { EMBEDDING_WEIGHT, HEAD_WEIGHT, parameterCount, weightShapes } from './weight-shapes.ts';

/** Weights by Hugging Face name, each row-major float32. */
export type LlamaWeights = ReadonlyMap<string, Float32Array>;

/**
 * Reads model.safetensors and checks that it holds exactly the tensors that the config asks for. A tied model's
 * shared matrix may be stored as the embedding, as the output projection, or as both.
 *
 * @throws LoamError `LLAMA_WEIGHTS_INVALID` when a tensor is missing, left over or of another shape
 */
export function readLlamaWeights(config: LlamaConfig, bytes: Uint8Array): LlamaWeights {
  requireLoadable(config);
  return pickWeights(config, readSafetensors(bytes), ({ data }) => data);
}

/**
 * Checks that a file of `fileBytes` bytes that begins with `head` holds the tensors that the config asks for, without
 * reading their numbers. `head` is the whole file or at least its header.
 *
 * @throws LoamError as {@link readLlamaWeights}
 */
export function checkLlamaWeights(config: LlamaConfig, head: Uint8Array, fileBytes: number): void {
  requireLoadable(config);
  pickWeights(config, readSafetensorsShapes(head, fileBytes), ({ shape }) => shape);
}

function requireLoadable(config: LlamaConfig): void {
  const count = parameterCount(config);
  if (count > MAX_PARAMETERS) {
    throw new LoamError(
      'MODEL_TOO_LARGE',
      `The model has ${count} parameters, more than the ${MAX_PARAMETERS} that can be loaded.`,
      { hint: 'Choose a smaller model.', data: { parameters: count, limit: MAX_PARAMETERS } },
    );
  }
}

function pickWeights<T extends { readonly shape: readonly number[] }, R>(
  config: LlamaConfig,
  tensors: ReadonlyMap<string, T>,
  pick: (tensor: T) => R,
): Map<string, R> {
  const weights = new Map<string, R>();
  for (const { name, shape } of weightShapes(config)) {
    const shared =
      config.tieWordEmbeddings && name === EMBEDDING_WEIGHT ? tensors.get(HEAD_WEIGHT) : undefined;
    const tensor = tensors.get(name) ?? shared;
    if (tensor === undefined) throw invalid(`"${name}" is missing`);
    if (tensor.shape.length !== shape.length || tensor.shape.some((dim, i) => dim !== shape[i])) {
      throw invalid(`"${name}" has shape [${tensor.shape}] instead of [${shape}]`);
    }
    weights.set(name, pick(tensor));
  }
  for (const name of tensors.keys()) {
    const unused = name === HEAD_WEIGHT || name.endsWith('.rotary_emb.inv_freq');
    if (!weights.has(name) && !unused) throw invalid(`"${name.slice(0, 100)}" does not belong to this model`);
  }
  return weights;
}

/** Writes weights as model.safetensors. */
export function writeLlamaWeights(
  config: LlamaConfig,
  weights: LlamaWeights,
  dtype: 'F32' | 'F16' | 'BF16' = 'F32',
): Uint8Array<ArrayBuffer> {
  const tensors = new Map(
    weightShapes(config).map(
      ({ name, shape }) => [name, { dtype, shape, data: requireWeight(weights, name) }] as const,
    ),
  );
  return writeSafetensors(tensors, { metadata: { format: 'pt' } });
}

/** The weight called `name`. @throws LoamError `LLAMA_WEIGHTS_INVALID` when there is none. */
export function requireWeight(weights: LlamaWeights, name: string): Float32Array {
  const data = weights.get(name);
  if (data === undefined) throw invalid(`"${name}" is missing`);
  return data;
}

function invalid(detail: string): LoamError {
  return new LoamError('LLAMA_WEIGHTS_INVALID', `The weights do not fit the model: ${detail}.`, {
    hint: 'Take config.json and model.safetensors anew, both from the same place.',
  });
}
