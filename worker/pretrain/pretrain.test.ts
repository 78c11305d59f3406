import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseLlamaConfig } from '../llama/config.ts';
import { readLlamaWeights } from '../llama/weights.ts';
import { Random } from '../random/random.ts';
import { loadTokenizer } from '../tokenizer/load-tokenizer.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { learningRateAt } from '../training/learning-rate.ts';
import { BatchSampler } from './batch-sampler.ts';
import { BudgetSchedule } from './budget-schedule.ts';
import { type Corpus, questionAndAnswer } from './corpus.ts';
import { type PretrainOptions, type PretrainProgress, type PretrainResult, pretrain } from './pretrain.ts';
import type { PretrainConfig } from './pretrain-config.ts';
import { trainTokenizer } from './train-tokenizer.ts';
import { encodeDocument, makeTrainingSet } from './training-set.ts';

const ANIMALS = ['dog', 'cat', 'cow', 'pig', 'hen', 'fox'];
const chats: Corpus = {
  name: 'chats',
  licence: 'GPL-3.0-or-later',
  attribution: 'Made for this test.',
  weight: 3,
  files: [],
  documents: Array.from({ length: 300 }, (_, i) => {
    const animal = ANIMALS[i % ANIMALS.length];
    return questionAndAnswer(`Do you like the ${animal}? ${i}`, `Yes, I like the ${animal}.`);
  }),
};
const texts: Corpus = {
  ...chats,
  name: 'texts',
  weight: 1,
  documents: Array.from({ length: 100 }, (_, i) => ({
    kind: 'text',
    text: `The ${ANIMALS[i % 6]} saw the ${ANIMALS[i % 5]} in the garden. `.repeat(20),
  })),
};
const corpora = [chats, texts];

const config: PretrainConfig = {
  model: {
    hidden_size: 16,
    intermediate_size: 32,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    num_key_value_heads: 1,
    vocab_size: 300,
    max_position_embeddings: 64,
    rope_theta: 10_000,
    rms_norm_eps: 1e-5,
    tie_word_embeddings: true,
  },
  batchTokens: 128,
  lengths: [32, 64],
  peakRate: 1e-2,
  floorRate: 1e-3,
  warmupSteps: 5,
  weightDecay: 0.01,
  beta2: 0.98,
  seed: 7,
  finalMix: { from: 0.5, factors: { texts: 0 } },
  evaluateEverySteps: 20,
  checkpointSeconds: 0.001,
};
const files = trainTokenizer(corpora, { vocabSize: 300, contextLength: 64 });
const tokenizer = new Tokenizer(files);

async function inFolder(action: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'loam-pretrain-'));
  try {
    await action(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run(folder: string, steps: number, extra: Partial<PretrainOptions> = {}): Promise<PretrainResult> {
  return pretrain({
    corpora,
    folder,
    config,
    budget: { steps },
    threads: 1,
    now: () => performance.now(),
    ...extra,
  });
}

test('the loss falls and the exported folder is a model with its history', async () => {
  await inFolder(async (folder) => {
    const result = await run(folder, 60);
    expect(result.finished).toBe(true);
    const losses = result.state.heldOut.map(({ loss }) => loss);
    expect(losses.length).toBe(3);
    expect(losses.at(-1)).toBeLessThan(0.75 * Math.log(300));
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
    const text = (name: string): Promise<string> => readFile(join(result.modelFolder, name), 'utf8');
    const model = parseLlamaConfig(await text('config.json'));
    const weights = readLlamaWeights(model, await readFile(join(result.modelFolder, 'model.safetensors')));
    expect(weights.get('model.embed_tokens.weight')?.length).toBe(300 * 16);
    const loaded = await loadTokenizer(result.modelFolder);
    expect(loaded.vocabSize).toBe(model.vocabularySize);
    expect(JSON.parse(await text('generation_config.json'))).toMatchObject({
      eos_token_id: [loaded.eosId, loaded.bosId],
    });
    expect(JSON.parse(await text('pretraining.json'))).toMatchObject({
      steps: 60,
      tokensSeen: 60 * 128,
      settings: config,
      sources: [{ name: 'chats', documents: 300 }, { name: 'texts' }],
    });
    expect(await text('LICENSES.md')).toContain('Made for this test.');
  });
});

test('stopped and resumed, a run by steps gives the bytes of an uninterrupted one', async () => {
  await inFolder(async (folder) => {
    const whole = await run(join(folder, 'whole'), 12);
    const stop = new AbortController();
    const onProgress = (event: PretrainProgress): void => {
      if (event.kind === 'step' && event.step === 5) stop.abort();
    };
    const first = await run(join(folder, 'parts'), 12, { signal: stop.signal, onProgress });
    expect([first.finished, first.state.stepsDone]).toEqual([false, 5]);
    const events: PretrainProgress[] = [];
    const second = await run(join(folder, 'parts'), 12, { onProgress: (event) => events.push(event) });
    expect(events[0]).toMatchObject({ kind: 'prepared', resumedAtStep: 5 });
    expect(second.finished).toBe(true);
    const weights = (result: PretrainResult): Promise<Buffer> =>
      readFile(join(result.modelFolder, 'model.safetensors'));
    expect((await weights(second)).equals(await weights(whole))).toBe(true);
  });
});

test('a folder with another run is refused', async () => {
  await inFolder(async (folder) => {
    await run(folder, 1);
    await expect(run(folder, 2, { config: { ...config, seed: 8 } })).rejects.toMatchObject({
      code: 'PRETRAIN_OTHER_RUN',
    });
  });
});

test('a budget of time ends the run when the clock says so', async () => {
  await inFolder(async (folder) => {
    let clock = 0;
    const result = await run(folder, 0, { budget: { minutes: 1 }, now: () => (clock += 2_000) });
    expect(result.finished).toBe(true);
    expect(result.state.seconds).toBeGreaterThanOrEqual(60);
    expect(result.state.stepsDone).toBeLessThan(30);
  });
});

test('the rate comes down with the time that is used up', () => {
  const schedule = new BudgetSchedule({ peak: 1, floor: 0.1, warmupSteps: 10 });
  schedule.update(0, 0);
  expect(learningRateAt(schedule, 5)).toBeCloseTo(0.5);
  schedule.update(500, 0.5);
  expect(learningRateAt(schedule, 501)).toBeCloseTo(0.55, 1);
  schedule.update(900, 1);
  expect(learningRateAt(schedule, 901)).toBe(0.1);
});

test("documents are encoded exactly as the tokenizer's chat template does", () => {
  const document = {
    kind: 'chat',
    messages: [
      { role: 'user', content: ' Do you like the <|end|> dog?' },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'I like the dog.' },
    ],
  } as const;
  const ids = encodeDocument(document, tokenizer).flatMap((piece) => piece.ids);
  expect([tokenizer.bosId, ...ids]).toEqual(
    tokenizer.encodeChat(document.messages, { addGenerationPrompt: false }),
  );
});

test('every hundredth document is kept aside', () => {
  const { training, heldOut } = makeTrainingSet(corpora, tokenizer);
  expect(training.map(({ isChat }) => isChat.length)).toEqual([297, 99]);
  expect(heldOut.map(({ isChat }) => isChat.length)).toEqual([3, 1]);
});

test('each corpus gets its share of the tokens; rows are complete and labels are the next ids', () => {
  const sampler = new BatchSampler(makeTrainingSet(corpora, tokenizer).training, tokenizer.bosId ?? 0);
  const random = Random.fromSeed(1);
  const user = tokenizer.encode('<|user|>')[0] as number;
  let ofTexts = 0;
  let all = 0;
  for (let i = 0; i < 60; i++) {
    const { ids, labels, weights } = sampler.sample({ batch: 4, length: 512 }, random);
    for (let row = 0; row < 4; row++) {
      const part = ids.subarray(row * 512, (row + 1) * 512);
      expect([part[0] === tokenizer.bosId, part[0]]).toEqual([true, tokenizer.bosId]);
      expect([...labels.subarray(row * 512, row * 512 + 511)]).toEqual([...part.subarray(1)]);
      let inChat = false;
      for (const [at, id] of part.entries()) {
        if (id === tokenizer.bosId) inChat = part[at + 1] === user;
        else {
          all++;
          if (!inChat) ofTexts++;
        }
      }
    }
    expect([...new Set(weights)].sort()).toEqual([0.25, 1]);
  }
  expect(ofTexts / all).toBeGreaterThan(0.18);
  expect(ofTexts / all).toBeLessThan(0.32);
});

test('a corpus whose share is zero is left out', () => {
  const [first, second] = makeTrainingSet(corpora, tokenizer).training;
  if (first === undefined || second === undefined) throw new Error('no shards');
  const sampler = new BatchSampler([{ ...first, weight: 0 }, second], tokenizer.bosId ?? 0);
  const { ids } = sampler.sample({ batch: 8, length: 512 }, Random.fromSeed(3));
  expect(ids.includes(tokenizer.encode('<|user|>')[0] as number)).toBe(false);
  expect(ids.includes(tokenizer.encode(' garden')[0] as number)).toBe(true);
});
