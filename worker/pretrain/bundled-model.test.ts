import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Generator } from '../generation/generator.ts';
import { parseLlamaConfig } from '../llama/config.ts';
import { parameterCount } from '../llama/weight-shapes.ts';
import { readLlamaWeights } from '../llama/weights.ts';
import { loadTokenizer } from '../tokenizer/load-tokenizer.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';

const FOLDER = join(import.meta.dirname, '../../assets/base');
const LARGEST_BYTES = 8_000_000;
const read = (name: string): Promise<Buffer> => readFile(join(FOLDER, name));

let generator: Generator;
let tokenizer: Tokenizer;

beforeAll(async () => {
  const config = parseLlamaConfig(String(await read('config.json')));
  tokenizer = await loadTokenizer(FOLDER);
  const weights = readLlamaWeights(config, await read('model.safetensors'));
  generator = await Generator.create({ config, weights }, { threads: 1, now: () => performance.now() });
});
afterAll(() => generator.release());

/** The most likely answer. */
async function ask(question: string): Promise<string> {
  const tokens = generator.generate({
    ids: tokenizer.encodeChat([{ role: 'user', content: question }], { addGenerationPrompt: true }),
    adapters: new Map(),
    maxTokens: 60,
    temperature: 0,
    topK: 0,
    topP: 1,
    repetitionPenalty: 1,
    seed: 1,
    stopIds: tokenizer.eosId === undefined ? [] : [tokenizer.eosId],
  });
  const ids: number[] = [];
  for await (const id of tokens) ids.push(id);
  return tokenizer.decode(ids);
}

test.each([
  ['Hello', 'Hi!'],
  ['What is your name?', "I'm Loam, a small chatbot that lives on your computer."],
  ['What is the capital of France?', 'The capital of France is Paris.'],
  ['what is the capital of japan', 'The capital of Japan is Tokyo.'],
  ['Where is Brazil?', 'Brazil is in South America.'],
])('the bundled model answers "%s"', async (question, answer) => {
  expect(await ask(question)).toBe(answer);
});

test('its files agree with each other and with their record', async () => {
  const config = parseLlamaConfig(String(await read('config.json')));
  const record: unknown = JSON.parse(String(await read('pretraining.json')));
  expect(tokenizer.vocabSize).toBe(config.vocabularySize);
  expect(record).toMatchObject({ parameters: parameterCount(config) });
  const { sources } = Object(record) as { sources: { name: string; files: { sha256: string }[] }[] };
  const licences = String(await read('LICENSES.md'));
  for (const { name, files } of sources) {
    expect(licences).toContain(`| ${name} |`);
    for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  expect((await read('model.safetensors')).length).toBeLessThan(LARGEST_BYTES);
  expect(
    createHash('sha256')
      .update(await read('model.safetensors'))
      .digest('hex'),
  ).toMatchInlineSnapshot(`"8d1876ae68cafe9717a0b5ff825ace721f75af3eb0d687e4b890c41a107fc3f1"`);
});
