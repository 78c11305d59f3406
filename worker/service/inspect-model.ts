import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { parseLlamaConfig } from '../llama/config.ts';
import { parameterCount } from '../llama/weight-shapes.ts';
import { checkLlamaWeights } from '../llama/weights.ts';
import { safetensorsHeadBytes } from '../safetensors/safetensors.ts';
import { loadTokenizer } from '../tokenizer/load-tokenizer.ts';
import { MAX_WEIGHTS_BYTES } from './limits.ts';
import { HASHED_FILES, hashOfDigests, nameOf, readLimited, TEMPLATE_FILE } from './loaded-model.ts';

const WEIGHTS = 'model.safetensors';

/**
 * Looks into a model's folder without taking its weights into memory: every file is there and can be understood, the
 * weights are those that the config asks for, and chats can be put to it.
 *
 * @throws LoamError `MODEL_MISSING`, `MODEL_TOO_LARGE`, `CHAT_TEMPLATE_MISSING`, and what its parsers report
 */
export async function inspectModel(dir: string) {
  const configText = new TextDecoder().decode(await readLimited(dir, 'config.json'));
  const config = parseLlamaConfig(configText);
  const { size } = await stat(join(dir, WEIGHTS)).catch((cause: unknown) => {
    throw new LoamError('MODEL_MISSING', `There is no ${WEIGHTS} in ${dir}.`, {
      hint: 'A model in several pieces or in another format cannot be used; take one with a single model.safetensors.',
      cause,
    });
  });
  if (size > MAX_WEIGHTS_BYTES) {
    throw new LoamError('MODEL_TOO_LARGE', `${WEIGHTS} has ${size} bytes, more than ${MAX_WEIGHTS_BYTES}.`, {
      hint: 'Choose a smaller model.',
    });
  }
  checkLlamaWeights(config, await readHead(join(dir, WEIGHTS)), size);
  const tokenizer = await loadTokenizer(dir);
  if (tokenizer.vocabSize > config.vocabularySize) {
    throw new LoamError(
      'TOKENIZER_OTHER_MODEL',
      `The tokenizer has ${tokenizer.vocabSize} tokens, the model ${config.vocabularySize}: they do not belong together.`,
      { hint: 'Take config.json and tokenizer.json from the same model.' },
    );
  }
  tokenizer.encodeChat([{ role: 'user', content: 'Hello' }], { addGenerationPrompt: true });
  const parameters = parameterCount(config);
  const names = [...HASHED_FILES, ...(existsSync(join(dir, TEMPLATE_FILE)) ? [TEMPLATE_FILE] : [])];
  const digests = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const name of names) {
    digests.set(name, await digestOf(join(dir, name)));
    bytes += (await stat(join(dir, name))).size;
  }
  return {
    name: nameOf(dir, configText, parameters),
    parameters,
    contextTokens: config.contextLength,
    vocabulary: config.vocabularySize,
    hash: hashOfDigests(digests),
    layers: config.layers,
    bytes,
  };
}

async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const start = new Uint8Array(8);
    const { bytesRead } = await handle.read(start, 0, 8, 0);
    const head = new Uint8Array(safetensorsHeadBytes(start.subarray(0, bytesRead)));
    const { bytesRead: read } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, read);
  } finally {
    await handle.close();
  }
}

async function digestOf(file: string): Promise<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest();
}
