import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adapterModules } from '../adapter/adapter.ts';
import { writePeftFolder } from '../adapter/peft-folder.ts';
import { PEFT_FILES } from '../adapter/peft-format.ts';
import { Generator } from '../generation/generator.ts';
import { argmax } from '../generation/sampler.ts';
import { hashedValues } from '../llama/tiny-model.ts';
import { readSafetensorsFile, writeSafetensors } from '../safetensors/safetensors.ts';
import { MAX_LOSS_MICRO_NATS } from '../verification/limits.ts';
import { chatPrompt } from './chat-prompt.ts';
import { collect, examples, temporaryFolder, tinyService } from './fixtures/service-for-test.ts';
import { TINY_FOLDER_CONFIG } from './fixtures/tiny-model-folder.ts';
import { WorkerService } from './worker-service.ts';

const dir = temporaryFolder();
const service = await tinyService(dir);

/** An adapter on every layer with computed values. */
async function writeAdapter(name: string, scale: number, stream = 0, alpha = 4): Promise<string> {
  const rank = 2;
  const folder = join(dir, name);
  const pairs = new Map(
    adapterModules(TINY_FOLDER_CONFIG).map((module, i) => [
      module.key,
      {
        rank,
        a: hashedValues(stream + 2 * i, rank * module.in, scale),
        b: hashedValues(stream + 2 * i + 1, rank * module.out, scale),
      },
    ]),
  );
  await writePeftFolder(folder, { rank, alpha, pairs }, { baseModel: 'Tiny' });
  return folder;
}

/** Every byte of an adapter's folder. */
function bytesOf(folder: string): string {
  return Object.values(PEFT_FILES)
    .map((name) => readFileSync(join(folder, name)).toString('base64'))
    .join('|');
}

const ask = (content: string, more: object = {}) => ({
  messages: [{ role: 'user' as const, content }],
  adapters: [],
  maxTokens: 30,
  temperature: 0,
  topP: 1,
  seed: 'test',
  ...more,
});

async function said(stream: ReturnType<WorkerService['generate']>): Promise<string[]> {
  return (await collect(stream)).flatMap((event) => (event.type === 'text' ? [event.text] : []));
}

test('nothing works before a model is loaded, and the error says so', async () => {
  const empty = new WorkerService();
  expect(empty.info).toBeNull();
  await expect(collect(empty.generate(ask('Hi')))).rejects.toMatchObject({ code: 'MODEL_NOT_LOADED' });
  expect(() => empty.adapters).toThrow(expect.objectContaining({ code: 'MODEL_NOT_LOADED' }));
});

test('a model that cannot be loaded leaves the one before in place', async () => {
  await expect(service.load({ modelDir: join(dir, 'nothing here'), threads: 1 })).rejects.toMatchObject({
    code: 'MODEL_MISSING',
  });
  expect(await said(service.generate(ask('Hi')))).not.toEqual([]);
});

test('the same question and seed give the same words; another seed gives others', async () => {
  const hot = { temperature: 1.2, maxTokens: 40 };
  const first = await said(service.generate(ask('Hello', hot)));
  expect(await said(service.generate(ask('Hello', hot)))).toEqual(first);
  expect(await said(service.generate(ask('Hello', { ...hot, seed: 'other' })))).not.toEqual(first);
});

test('one candidate is the likeliest word at any temperature; a penalty on repetition changes what comes', async () => {
  const greedy = await said(service.generate(ask('Hello', { repetitionPenalty: 1 })));
  const one = { temperature: 2, topK: 1, repetitionPenalty: 1 };
  expect(await said(service.generate(ask('Hello', one)))).toEqual(greedy);
  expect(await said(service.generate(ask('Hello', { ...one, topK: 40 })))).not.toEqual(greedy);
  expect(await said(service.generate(ask('Hello', { repetitionPenalty: 2 })))).not.toEqual(greedy);
});

test('an answer goes on after what it begins with, which is read and not said again', async () => {
  const fresh = await collect(service.generate(ask('Hello', { maxTokens: 5 })));
  const begun = 'Lily saw 12 bees';
  const more = await collect(service.generate(ask('Hello', { maxTokens: 5, continueFrom: begun })));
  const used = (events: typeof more) => {
    const done = events.at(-1);
    return done?.type === 'done' ? done.stats.contextUsed - done.stats.tokens : 0;
  };
  const { ids } = chatPrompt(service.model.tokenizer, [{ role: 'user', content: 'Hello' }], {
    contextTokens: 192,
    answerTokens: 5,
    continueFrom: begun,
  });
  expect(used(more)).toBe(ids.length);
  expect(used(more)).toBeGreaterThan(used(fresh));
  const text = more.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
  expect(text).not.toBe('');
  expect(text).not.toContain(begun);
  // What comes is what the model says after exactly this text.
  const generator = await Generator.create(service.model, { threads: 1, now: () => 0 });
  const next = argmax(await generator.logits(ids));
  await generator.release();
  expect(text.startsWith(service.model.tokenizer.stream(ids).push(next))).toBe(true);
});

test('a piece of an answer says when it was there', async () => {
  const before = Date.now();
  const times = (await collect(service.generate(ask('Hello')))).flatMap((event) =>
    event.type === 'text' ? [event.at] : [],
  );
  expect(times.length).toBeGreaterThan(0);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(before);
  expect(times.at(-1)).toBeLessThanOrEqual(Date.now());
});

test('a NUL in an answer shows as a broken character, so that nothing ends there', async () => {
  const answers: string[] = [];
  for (let i = 0; i < 20; i++) {
    const parts = await said(
      service.generate(ask('Hello', { temperature: 2, maxTokens: 90, seed: `nul ${i}` })),
    );
    answers.push(parts.join(''));
  }
  expect(answers.join('')).toContain('\ufffd');
  expect(answers.join('')).not.toContain('\0');
});

test('an answer ends with its numbers', async () => {
  const done = (await collect(service.generate(ask('Hello', { maxTokens: 7 })))).at(-1);
  expect(done).toMatchObject({ type: 'done', reason: 'length', stats: { tokens: 7, contextTokens: 192 } });
  if (done?.type === 'done') expect(done.stats.contextUsed).toBeGreaterThan(7);
});

test('a reader that leaves or aborts stops the answer', async () => {
  for await (const event of service.generate(ask('Hello', { maxTokens: 150 })))
    if (event.type === 'text') break;
  const stop = new AbortController();
  const events = [];
  for await (const event of service.generate(ask('Hello', { maxTokens: 150 }), stop.signal)) {
    events.push(event);
    if (events.length === 3) stop.abort();
  }
  expect(events.length).toBeLessThan(6);
  expect(events.every((event) => event.type === 'text')).toBe(true);
});

test('a long chat loses its old turns, a long question is refused', async () => {
  const turns = Array.from({ length: 40 }, (_, i) => ({
    role: i % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: `Turn number ${i} of a long chat.`,
  }));
  const done = (
    await collect(
      service.generate(
        ask('', { messages: [...turns, { role: 'user', content: 'And now?' }], maxTokens: 5 }),
      ),
    )
  ).at(-1);
  expect(done).toMatchObject({ type: 'done', stats: { tokens: 5 } });
  await expect(collect(service.generate(ask('very '.repeat(400))))).rejects.toMatchObject({
    code: 'CHAT_TOO_LONG',
  });
});

const lesson = { prompt: 'What grows here?', answer: 'Grüße 🌱 日本' };

async function learn(outDir: string, options: object = {}, signal?: AbortSignal) {
  return collect(
    service.train(
      {
        examples: [lesson],
        replay: examples('replay', 12),
        adapters: [],
        outDir: join(dir, outDir),
        checkpointDir: join(dir, `${outDir}-checkpoint`),
        options: {
          seed: 'learn',
          steps: 45,
          rank: 4,
          alpha: 8,
          learningRate: 0.02,
          batchSize: 8,
          ...options,
        },
      },
      signal,
    ),
  );
}

test('a learned lesson is answered, in whole characters only', async () => {
  const events = await collect(
    service.train({
      examples: [lesson],
      replay: [],
      adapters: [],
      outDir: join(dir, 'lesson'),
      checkpointDir: join(dir, 'lesson-checkpoint'),
      options: { seed: 'learn', steps: 150, rank: 4, alpha: 8, learningRate: 0.02, batchSize: 1 },
    }),
  );
  const done = events.at(-1);
  expect(done).toMatchObject({ type: 'done', rank: 4, alpha: 8 });
  const losses = events.flatMap((event) => (event.type === 'step' ? [event.loss] : []));
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);

  const parts = await said(
    service.generate(ask(lesson.prompt, { adapters: [{ dir: join(dir, 'lesson') }] })),
  );
  expect(parts.join('')).toBe(lesson.answer);
  expect(parts.length).toBeGreaterThan(3);
  for (const part of parts) expect(part).not.toMatch(/\ufffd|[\ud800-\udbff]$|^[\udc00-\udfff]/);
});

test('a run that was cut off goes on to the very bytes of one that was not', async () => {
  await learn('whole');
  const whole = bytesOf(join(dir, 'whole'));

  // Cut off by its reader after 27 steps; the checkpoint of the cancelled run is on disk.
  const stop = new AbortController();
  let steps = 0;
  const half = service.train(
    {
      examples: [lesson],
      replay: examples('replay', 12),
      adapters: [],
      outDir: join(dir, 'cut'),
      checkpointDir: join(dir, 'cut-checkpoint'),
      options: { seed: 'learn', steps: 45, rank: 4, alpha: 8, learningRate: 0.02, batchSize: 8 },
    },
    stop.signal,
  );
  for await (const event of half) if (event.type === 'step' && ++steps === 27) stop.abort();
  expect(steps).toBeLessThan(45);
  expect(existsSync(join(dir, 'cut'))).toBe(false);

  const events = await learn('cut');
  expect(events[0]).toMatchObject({ type: 'step' });
  expect(events[0]?.type === 'step' && events[0].step).toBeGreaterThan(20);
  expect(bytesOf(join(dir, 'cut'))).toBe(whole);

  // The same again over the finished run's checkpoint changes nothing.
  expect((await learn('cut')).map((event) => event.type)).toEqual(['done']);
  expect(bytesOf(join(dir, 'cut'))).toBe(whole);
});

test('a run that comes too late for its folders does not bring them back', async () => {
  for (const folders of [
    { outDir: join(dir, 'gone', 'adapter'), checkpointDir: join(dir, 'late-checkpoint') },
    { outDir: join(dir, 'late'), checkpointDir: join(dir, 'gone', 'checkpoint') },
  ]) {
    const options = { seed: 'late', steps: 2, rank: 4, alpha: 8, learningRate: 0.02, batchSize: 8 };
    const run = service.train({ examples: [lesson], replay: [], adapters: [], ...folders, options });
    await expect(collect(run)).rejects.toMatchObject({ code: 'ENOENT' });
  }
  expect(existsSync(join(dir, 'gone'))).toBe(false);
});

test('a damaged checkpoint costs the steps, not the run', async () => {
  mkdirSync(join(dir, 'fresh-checkpoint'), { recursive: true });
  writeFileSync(join(dir, 'fresh-checkpoint', 'adapter.checkpoint'), 'not a checkpoint');
  const events = await learn('fresh', { steps: 5 });
  expect(events[0]).toMatchObject({ type: 'step', step: 1 });
  expect(events.at(-1)).toMatchObject({ type: 'done', steps: 5 });
});

test('nothing to learn from is an error in words', async () => {
  const stream = service.train({
    examples: [],
    replay: [],
    adapters: [],
    outDir: join(dir, 'none'),
    checkpointDir: join(dir, 'none-checkpoint'),
    options: { seed: 'x' },
  });
  await expect(collect(stream)).rejects.toMatchObject({ code: 'TRAINING_OPTIONS_INVALID' });
  expect(existsSync(join(dir, 'none'))).toBe(false);
});

async function evaluated(request: { adapters?: string[]; candidate: string | null }) {
  const events = await collect(
    service.evaluate({
      adapters: (request.adapters ?? []).map((folder) => ({ dir: folder })),
      candidate: request.candidate,
      items: examples('evaluate', 6),
    }),
  );
  const done = events.at(-1);
  if (done?.type !== 'done') throw new Error('no result');
  return { ...done, progress: events.slice(0, -1) };
}

test('an evaluation gives the same numbers twice, with and without a candidate', async () => {
  const candidate = await writeAdapter('candidate', 0.25);
  const first = await evaluated({ candidate });
  const second = await evaluated({ candidate });
  expect(second.base).toEqual(first.base);
  expect(second.patched).toEqual(first.patched);
  expect(first.patched).not.toEqual(first.base);
  expect(first.progress).toHaveLength(12);
  expect(first.progress.at(-1)).toEqual({ type: 'progress', done: 12, of: 12 });

  const bare = await evaluated({ candidate: null });
  expect(bare.base).toEqual(first.base);
  expect(bare.patched).toEqual(bare.base);
  // An adapter below the candidate counts in both columns.
  const stacked = await evaluated({ adapters: [candidate], candidate: null });
  expect(stacked.base).toEqual(first.patched);
});

test('an adapter as large as may be has a defined loss', async () => {
  const huge = await writeAdapter('huge', 8, 100, 0.5);
  const { patched } = await evaluated({ candidate: huge });
  for (const loss of patched) {
    expect(Number.isInteger(loss)).toBe(true);
    expect(loss).toBeGreaterThan(0);
    expect(loss).toBeLessThanOrEqual(MAX_LOSS_MICRO_NATS);
  }
  expect((await evaluated({ candidate: huge })).patched).toEqual(patched);
});

test('an evaluation that is aborted in the middle ends', async () => {
  const stop = new AbortController();
  const stream = service.evaluate(
    { adapters: [], candidate: null, items: examples('stop', 30) },
    stop.signal,
  );
  let progress = 0;
  await expect(async () => {
    for await (const _ of stream) if (++progress === 2) stop.abort(new Error('enough'));
  }).rejects.toThrow('enough');
  expect(progress).toBeLessThan(10);
});

test('inspect tells what an adapter holds', async () => {
  const folder = await writeAdapter('plain', 0.1);
  expect(await service.adapters.inspect(folder)).toMatchObject({
    rank: 2,
    alpha: 4,
    targets: ['q', 'k', 'v', 'o', 'gate', 'up', 'down'],
    bytes: Object.values(PEFT_FILES).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
  });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'an adapter with %s in it is refused',
  async (value) => {
    const folder = join(dir, `poison${value}`);
    cpSync(await writeAdapter('to-poison', 0.1), folder, { recursive: true });
    const file = join(folder, PEFT_FILES.model);
    const { tensors, metadata } = readSafetensorsFile(readFileSync(file));
    const [name] = tensors.keys();
    const data = tensors.get(name ?? '')?.data;
    if (data !== undefined) data[data.length - 1] = value;
    writeFileSync(file, writeSafetensors(tensors, { metadata }));
    await expect(service.adapters.inspect(folder)).rejects.toMatchObject({ code: 'ADAPTER_NOT_FINITE' });
  },
);

test('an adapter whose change is too large, or made for another model, is refused', async () => {
  const far = await writeAdapter('far', 60, 0, 64);
  await expect(service.adapters.inspect(far)).rejects.toMatchObject({ code: 'ADAPTER_NORM' });
  await expect(service.adapters.inspect(join(dir, 'nothing'))).rejects.toMatchObject({
    code: 'ADAPTER_MISSING',
  });
  const other = new WorkerService();
  const { writeTinyModel } = await import('./fixtures/tiny-model-folder.ts');
  writeTinyModel(join(dir, 'wider'), { ...TINY_FOLDER_CONFIG, intermediateSize: 40 });
  await other.load({ modelDir: join(dir, 'wider'), threads: 1 });
  await expect(other.adapters.inspect(await writeAdapter('narrow', 0.1))).rejects.toMatchObject({
    code: 'ADAPTER_SHAPE_MISMATCH',
  });
});

test('an adapter that changed on disk is read again', async () => {
  const folder = await writeAdapter('changing', 0.1);
  const before = (await service.adapters.inspect(folder)).norm;
  await writeAdapter('changing', 0.2);
  expect((await service.adapters.inspect(folder)).norm).toBeCloseTo(before * 4, 4);
});

test('a merge has the same bytes every time, whatever was merged before', async () => {
  const parent = await writeAdapter('parent', 0.2, 50);
  const parts = [await writeAdapter('part-1', 0.2, 60), await writeAdapter('part-2', 0.3, 70)].map(
    (folder, i) => ({ dir: folder, numerator: String(i + 1), denominator: '3' }),
  );
  const merge = (outDir: string, maxRank = 3) =>
    service.adapters.merge({ parent, parts, outDir: join(dir, outDir), maxRank });
  const first = await merge('merged-1');
  expect(first.rank).toBeLessThanOrEqual(3);
  expect(first.residual).toBeGreaterThan(0);
  await merge('merged-other', 6);
  expect(await merge('merged-2')).toEqual(first);
  expect(bytesOf(join(dir, 'merged-2'))).toBe(bytesOf(join(dir, 'merged-1')));
  expect(bytesOf(join(dir, 'merged-other'))).not.toBe(bytesOf(join(dir, 'merged-1')));
  const exact = await merge('merged-other', 6);
  expect(exact.residual).toBeLessThan(1e-6);
});
