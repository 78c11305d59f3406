import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdapterPair } from '../llama/adapter-inputs.ts';
import { hashedValues, hashedWeights, TINY_CONFIG } from '../llama/tiny-model.ts';
import { linearShape } from '../llama/weight-shapes.ts';
import { type GenerateOptions, type GenerationSummary, Generator } from './generator.ts';
import { argmax } from './sampler.ts';

let generator: Generator;
let clock = 0;
beforeAll(async () => {
  generator = await Generator.create(
    { config: TINY_CONFIG, weights: hashedWeights(TINY_CONFIG) },
    { threads: 1, now: () => (clock += 50) },
  );
});
afterAll(() => generator.release());

const greedy: GenerateOptions = {
  ids: [1, 2, 3],
  adapters: new Map(),
  maxTokens: 12,
  temperature: 0,
  topK: 0,
  topP: 1,
  repetitionPenalty: 1,
  seed: 1,
  stopIds: [],
};
const size = linearShape(TINY_CONFIG, 'down');
const pair: AdapterPair = {
  rank: 2,
  a: hashedValues(1, 2 * size.in, 1),
  b: hashedValues(2, 2 * size.out, 1),
};
const adapters = new Map([['1.down', pair]]);

test.each([
  ['the base', new Map<string, AdapterPair>()],
  ['an adapter', adapters],
])('with the cache %s says what it says without', async (_name, stacked) => {
  const { tokens } = await collect({ ...greedy, adapters: stacked });
  const text = [...greedy.ids];
  for (const token of tokens) {
    expect(token).toBe(argmax(await generator.logits(text, stacked)));
    text.push(token);
  }
  expect(tokens).toHaveLength(12);
});

test('an adapter changes the text; the next call is the base again', async () => {
  const base = await collect(greedy);
  const changed = await collect({ ...greedy, adapters });
  expect(changed.tokens).not.toEqual(base.tokens);
  expect((await collect(greedy)).tokens).toEqual(base.tokens);
});

test('the seed decides, and overlapping calls do not disturb each other', async () => {
  const sampled = { ...greedy, temperature: 1 };
  const [first, second, other] = await Promise.all([
    collect(sampled),
    collect(sampled),
    collect({ ...sampled, seed: 2 }),
  ]);
  expect(second.tokens).toEqual(first.tokens);
  expect(other.tokens).not.toEqual(first.tokens);
});

test('ends at a stop token, at the context and on cancel, and says so', async () => {
  const { tokens, summary } = await collect(greedy);
  expect(summary).toMatchObject({ finish: 'length', tokens: 12 });
  const stop = tokens[4] as number;
  const stopped = await collect({ ...greedy, stopIds: [stop] });
  expect(stopped.tokens).toEqual(tokens.slice(0, tokens.indexOf(stop)));
  expect(stopped.summary.finish).toBe('stop');

  const full = await collect({
    ...greedy,
    ids: Array.from({ length: TINY_CONFIG.contextLength - 2 }, () => 5),
  });
  expect(full.summary).toMatchObject({ finish: 'context', tokens: 3 });

  const abort = new AbortController();
  const stream = generator.generate({ ...greedy, signal: abort.signal });
  await stream.next();
  abort.abort();
  expect(await stream.next()).toMatchObject({ done: true, value: { finish: 'cancelled', tokens: 1 } });
});

test('timings come from the clock that was handed in', async () => {
  const { summary } = await collect({ ...greedy, maxTokens: 5 });
  expect(summary.firstTokenMs).toBe(50);
  expect(summary.tokensPerSecond).toBe(20);
});

test.each([
  [{ ids: [] }, 'GENERATION_PROMPT_INVALID'],
  [{ ids: [TINY_CONFIG.vocabularySize] }, 'GENERATION_PROMPT_INVALID'],
  [{ ids: [1.5] }, 'GENERATION_PROMPT_INVALID'],
  [{ ids: Array.from({ length: TINY_CONFIG.contextLength + 1 }, () => 1) }, 'GENERATION_PROMPT_INVALID'],
  [{ maxTokens: 0 }, 'GENERATION_OPTIONS_INVALID'],
  [{ temperature: -1 }, 'GENERATION_OPTIONS_INVALID'],
  [{ temperature: Number.NaN }, 'GENERATION_OPTIONS_INVALID'],
  [{ topP: 0 }, 'GENERATION_OPTIONS_INVALID'],
])('refuses %o', async (change, code) => {
  await expect(collect({ ...greedy, ...change })).rejects.toMatchObject({ code });
});

async function collect(options: GenerateOptions): Promise<{ tokens: number[]; summary: GenerationSummary }> {
  const tokens: number[] = [];
  const stream = generator.generate(options);
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return { tokens, summary: next.value };
    tokens.push(next.value);
  }
}
