import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { makeFolder } from '../files/make-folder.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import type { LlamaConfig } from '../llama/config.ts';
import type { Adapter } from './adapter.ts';
import { MAX_ADAPTER_CONFIG_BYTES, MAX_ADAPTER_MODEL_BYTES } from './limits.ts';
import { PEFT_FILES, readPeft, writePeft } from './peft-format.ts';

/**
 * Reads an adapter from a folder in PEFT's layout.
 * @throws LoamError `ADAPTER_MISSING` when a file cannot be read, `ADAPTER_TOO_LARGE`, and what `readPeft` throws
 */
export async function readPeftFolder(folder: string, model: LlamaConfig): Promise<Adapter> {
  const [config, weights] = await Promise.all([
    readLimited(folder, PEFT_FILES.config, MAX_ADAPTER_CONFIG_BYTES),
    readLimited(folder, PEFT_FILES.model, MAX_ADAPTER_MODEL_BYTES),
  ]);
  return readPeft({ config: new TextDecoder().decode(config), model: weights }, model);
}

/**
 * Writes both files, each atomically, the configuration last, and returns their size in bytes. The folder is made
 * when it is missing, its parents are not.
 */
export async function writePeftFolder(
  folder: string,
  adapter: Adapter,
  options: { readonly baseModel: string },
): Promise<number> {
  const files = writePeft(adapter, options);
  await makeFolder(folder);
  await writeAtomically(join(folder, PEFT_FILES.model), files.model);
  await writeAtomically(join(folder, PEFT_FILES.config), files.config);
  return files.model.length + Buffer.byteLength(files.config);
}

async function readLimited(folder: string, name: string, limit: number): Promise<Uint8Array> {
  const path = join(folder, name);
  try {
    const { size } = await stat(path);
    if (size > limit)
      throw new LoamError('ADAPTER_TOO_LARGE', `${name} has ${size} bytes, at most ${limit}.`);
    return await readFile(path);
  } catch (cause) {
    throw LoamError.wrap('ADAPTER_MISSING', cause);
  }
}
