import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { concat, keccak256, stringToHex, toHex } from 'viem';
import type { ModelInfo } from '../../protocol/api/worker-contract.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type LlamaConfig, parseLlamaConfig } from '../llama/config.ts';
import { type LlamaWeights, readLlamaWeights } from '../llama/weights.ts';
import { loadTokenizer } from '../tokenizer/load-tokenizer.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { MAX_MODEL_JSON_BYTES, MAX_WEIGHTS_BYTES } from './limits.ts';

/** Files that make a base model what it is, in the order in which they are hashed. */
export const HASHED_FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'model.safetensors',
] as const;
/** Changes what the model is asked, so it counts where there is one. */
export const TEMPLATE_FILE = 'chat_template.jinja';

/** A base model in memory. */
export interface LoadedModel {
  readonly dir: string;
  readonly info: ModelInfo;
  readonly config: LlamaConfig;
  readonly weights: LlamaWeights;
  readonly tokenizer: Tokenizer;
}

/**
 * Loads a model in Hugging Face layout.
 *
 * @throws LoamError `MODEL_MISSING` when a file is not there or too large, and what its parsers report
 */
export async function loadModel(dir: string): Promise<LoadedModel> {
  const bytes = new Map<string, Uint8Array>();
  for (const name of HASHED_FILES) bytes.set(name, await readLimited(dir, name));
  if (existsSync(join(dir, TEMPLATE_FILE))) bytes.set(TEMPLATE_FILE, await readLimited(dir, TEMPLATE_FILE));
  const config = parseLlamaConfig(text(bytes.get('config.json')));
  const weights = readLlamaWeights(config, bytes.get('model.safetensors') ?? new Uint8Array());
  const tokenizer = await loadTokenizer(dir);
  const parameters = [...weights.values()].reduce((total, tensor) => total + tensor.length, 0);
  return {
    dir,
    config,
    weights,
    tokenizer,
    info: {
      name: nameOf(dir, text(bytes.get('config.json')), parameters),
      parameters,
      contextTokens: config.contextLength,
      vocabulary: config.vocabularySize,
      hash: modelHash(bytes),
    },
  };
}

/** keccak-256 over `name ‖ 0 ‖ sha-256 of the bytes` of each file in order, a chat template last where there is one. */
export function modelHash(files: ReadonlyMap<string, Uint8Array>): Hex {
  return hashOfDigests(
    new Map([...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest()])),
  );
}

/** The same from the files' SHA-256. */
export function hashOfDigests(digests: ReadonlyMap<string, Uint8Array>): Hex {
  const parts: Hex[] = [];
  for (const name of digests.has(TEMPLATE_FILE) ? [...HASHED_FILES, TEMPLATE_FILE] : HASHED_FILES) {
    const digest = digests.get(name) ?? createHash('sha256').digest();
    parts.push(stringToHex(name), '0x00', toHex(digest));
  }
  return keccak256(concat(parts));
}

export async function readLimited(dir: string, name: string): Promise<Uint8Array> {
  const limit = name.endsWith('.safetensors')
    ? MAX_WEIGHTS_BYTES
    : name === 'tokenizer.json'
      ? MAX_MODEL_JSON_BYTES * 64
      : MAX_MODEL_JSON_BYTES;
  const hint = 'Put the bundled model back or choose another one.';
  let size: number;
  try {
    ({ size } = await stat(join(dir, name)));
    if (size <= limit) return new Uint8Array(await readFile(join(dir, name)));
  } catch (cause) {
    throw new LoamError('MODEL_MISSING', `The model's ${name} cannot be read from ${dir}.`, { hint, cause });
  }
  throw new LoamError('MODEL_MISSING', `The model's ${name} has ${size} bytes, more than ${limit}.`, {
    hint,
  });
}

export function nameOf(dir: string, configText: string, parameters: number): string {
  const given = (JSON.parse(configText) as { _name_or_path?: unknown })._name_or_path;
  const name = typeof given === 'string' && given !== '' && given.length <= 80 ? given : basename(dir);
  return `${name} ${(parameters / 1e6).toFixed(1)}M`;
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
