import { appendFileSync, cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { temporaryFolder } from './fixtures/service-for-test.ts';
import { TINY_FOLDER_CONFIG, writeTinyModel } from './fixtures/tiny-model-folder.ts';
import { MAX_MODEL_JSON_BYTES } from './limits.ts';
import { loadModel } from './loaded-model.ts';

const dir = temporaryFolder();
const good = join(dir, 'good');
writeTinyModel(good);
const FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'] as const;

/** A copy of the good model with one thing done to it. */
function changed(name: string, change: (path: (file: string) => string) => void): string {
  const copy = join(dir, name);
  cpSync(good, copy, { recursive: true });
  change((file) => join(copy, file));
  return copy;
}

async function failure(model: string): Promise<LoamError> {
  const error = await loadModel(model).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(LoamError);
  return error as LoamError;
}

test('says what the model is', async () => {
  const { info, config } = await loadModel(good);
  expect(config).toEqual(TINY_FOLDER_CONFIG);
  expect(info).toMatchObject({
    name: 'Tiny 0.0M',
    parameters: 28_320,
    contextTokens: 192,
    vocabulary: 400,
    // Every node of a network must get this hash from these bytes.
    hash: '0x47d262b6e45cf754bbdbfc37a1dd09f9ce45714ac52e212b130794d7f758d0b7',
  });
});

test.each(FILES)('a missing %s is named', async (file) => {
  const error = await failure(changed(`without-${file}`, (path) => rmSync(path(file))));
  expect(error.code).toBe('MODEL_MISSING');
  expect(error.message).toContain(file);
  expect(error.message).not.toMatch(/ENOENT/);
  expect(error.hint).toBeDefined();
});

test('an oversize file is refused before it is read', async () => {
  const error = await failure(
    changed('oversize', (path) => truncateSync(path('config.json'), MAX_MODEL_JSON_BYTES + 1)),
  );
  expect(error.code).toBe('MODEL_MISSING');
  expect(error.message).toContain(`more than ${MAX_MODEL_JSON_BYTES}`);
  expect(error.hint).toBeDefined();
});

test('weights of another shape are named', async () => {
  const error = await failure(
    changed('shapes', (path) => {
      const config = JSON.parse(readFileSync(path('config.json'), 'utf8'));
      writeFileSync(path('config.json'), JSON.stringify({ ...config, intermediate_size: 50 }));
    }),
  );
  expect(error.code).toBe('LLAMA_WEIGHTS_INVALID');
  expect(error.message).toMatch(/mlp\.\w+_proj\.weight" has shape \[[\d,]+\] instead of \[[\d,]+\]/);
});

test.each([
  ['config.json', '{', 'LLAMA_CONFIG_INVALID'],
  ['config.json', '{"model_type":"gpt2"}', 'LLAMA_CONFIG_INVALID'],
  ['tokenizer.json', '[]', 'TOKENIZER_MALFORMED'],
  ['tokenizer_config.json', 'null', 'TOKENIZER_MALFORMED'],
  ['model.safetensors', 'no tensors', 'SAFETENSORS_MALFORMED'],
])('a damaged %s (%s) gives %s', async (file, text, code) => {
  const error = await failure(
    changed(`damaged-${file}-${text.length}`, (path) => writeFileSync(path(file), text)),
  );
  expect(error.code).toBe(code);
});

test('the hash changes with any file, and with a chat template beside them', async () => {
  const hashes = new Set([(await loadModel(good)).info.hash]);
  const models = [
    changed('one-space', (path) => appendFileSync(path('config.json'), ' ')),
    changed('two-space', (path) => appendFileSync(path('tokenizer.json'), ' ')),
    changed('three-space', (path) => appendFileSync(path('tokenizer_config.json'), ' ')),
    changed('one-bit', (path) => {
      const bytes = readFileSync(path('model.safetensors'));
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 4) ^ 1, bytes.length - 4);
      writeFileSync(path('model.safetensors'), bytes);
    }),
    changed('template', (path) => writeFileSync(path('chat_template.jinja'), "{{ messages[0]['content'] }}")),
  ];
  for (const model of models) hashes.add((await loadModel(model)).info.hash);
  expect(hashes.size).toBe(6);
});

test('the hash does not depend on the folder', async () => {
  const copy = changed('elsewhere', () => undefined);
  expect(basename(copy)).not.toBe(basename(good));
  expect((await loadModel(copy)).info).toEqual((await loadModel(good)).info);
});
