import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_TOKENIZER_BYTES, MAX_TOKENIZER_CONFIG_BYTES } from './limits.ts';
import { Tokenizer } from './tokenizer.ts';

const HINT = 'Take the files of the model anew, all from the same place.';

/**
 * Loads tokenizer.json, tokenizer_config.json and, where there is one, chat_template.jinja from a model's folder.
 * @throws LoamError `TOKENIZER_UNREADABLE` when a file is missing or too large, `TOKENIZER_MALFORMED` when it is not
 * a tokenizer.
 */
export async function loadTokenizer(folder: string): Promise<Tokenizer> {
  const [tokenizer, config] = await Promise.all([
    readLimited(join(folder, 'tokenizer.json'), MAX_TOKENIZER_BYTES),
    readLimited(join(folder, 'tokenizer_config.json'), MAX_TOKENIZER_CONFIG_BYTES),
  ]);
  const templatePath = join(folder, 'chat_template.jinja');
  const chatTemplate = (await exists(templatePath))
    ? await readLimited(templatePath, MAX_TOKENIZER_CONFIG_BYTES)
    : undefined;
  return new Tokenizer({ tokenizer, config, ...(chatTemplate === undefined ? {} : { chatTemplate }) });
}

async function readLimited(path: string, maxBytes: number): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes)
      throw new LoamError('TOKENIZER_UNREADABLE', `${path} has ${size} bytes, at most ${maxBytes}.`, {
        hint: HINT,
      });
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof LoamError) throw cause;
    throw new LoamError('TOKENIZER_UNREADABLE', `The tokenizer file ${path} cannot be read.`, {
      hint: HINT,
      cause,
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
