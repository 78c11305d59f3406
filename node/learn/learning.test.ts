import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { LearnEvent } from '../../protocol/api/learn-schemas.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';
import { runAdapterDir } from './adapter-stack.ts';
import { COMPARED_LESSONS } from './limits.ts';

const place = testPlace();
const { node, client } = await startTestNode(place.config('learning'));
const { context } = node;
afterAll(async () => {
  await node.stop();
  place.remove();
});

beforeEach(async () => {
  for (const { id } of await client.learn.lessons()) await client.learn.forget({ id });
});

const QUICK = { steps: 6, practice: { count: 8, seed: 'practice' }, seed: 'seed' };

/** Runs to the end, or leaves at the first event that `leaveAt` accepts. */
async function train(request: object = QUICK, leaveAt: (event: LearnEvent) => boolean = () => false) {
  const events: LearnEvent[] = [];
  for await (const event of await client.learn.train(request)) {
    events.push(event);
    if (leaveAt(event)) break;
  }
  return events;
}

/** Waits until no run is in progress. */
async function idle(): Promise<void> {
  for (let i = 0; i < 400 && (await client.system.status()).learning.state !== 'idle'; i++)
    await new Promise((resolve) => setTimeout(resolve, 25));
  expect((await client.system.status()).learning.state).toBe('idle');
}

test('a run asks before, trains, asks after, and keeps all of it', async () => {
  const lesson = await client.learn.teach({ prompt: 'Who is Ada?', answer: 'A cat.' });
  const events = await train();
  expect(events.filter((event) => event.type === 'stage').map(({ stage }) => stage)).toEqual([
    'asking-before',
    'training',
    'asking-after',
  ]);
  expect(events.filter((event) => event.type === 'step').map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
  const done = events.at(-1);
  if (done?.type !== 'done') throw new Error('not done');
  const { run } = done;
  expect(run).toMatchObject({ state: 'done', baseVersion: 0, lessons: 1, practiceItems: 8, error: null });
  expect(run.curve).toHaveLength(6);
  expect(run.comparisons).toMatchObject([{ prompt: 'Who is Ada?', expected: 'A cat.' }]);
  expect((await client.learn.runs())[0]).toEqual(run);
  expect((await client.learn.lessons())[0]).toMatchObject({ id: lesson.id });
  expect((await client.learn.lessons())[0]?.learnedAt).toBeGreaterThanOrEqual(run.startedAt);
  expect(existsSync(runAdapterDir(context, run.id))).toBe(true);
  expect(readdirSync(context.folder.paths.checkpoints)).toEqual([]);

  const preview = await client.learn.preview({ runId: run.id });
  expect(preview).toMatchObject({ runId: run.id, rank: 8, containsText: false });
  expect(preview.files.map(({ name }) => name)).toHaveLength(5);
  expect(preview.totalBytes).toBe(preview.files.reduce((sum, { bytes }) => sum + bytes, 0));
  await expect(client.learn.contribute({ runId: run.id, consent: true })).rejects.toMatchObject({
    code: 'NETWORK_OFF',
  });
});

test('the same lessons and seeds give the same curve', async () => {
  await client.learn.teach({ prompt: 'Who is Ada?', answer: 'A cat.' });
  const curve = (events: LearnEvent[]) => events.flatMap((e) => (e.type === 'step' ? [e.loss] : []));
  const first = curve(await train({ ...QUICK, practice: { count: 0 } }));
  expect(first.length).toBe(6);
  const once = curve(await train(QUICK));
  expect(curve(await train(QUICK))).toEqual(once);
});

test('only one run at a time', async () => {
  await client.learn.teach({ prompt: 'Who is Ada?', answer: 'A cat.' });
  let second: unknown;
  await train({ ...QUICK, steps: 40 }, (event) => {
    if (event.type === 'step' && event.step === 1) second = train().catch((error: unknown) => error);
    return event.type === 'step' && event.step > 1 && second !== undefined;
  });
  expect(await second).toMatchObject({ code: 'LEARNING_BUSY' });
  await idle();
});

test('nothing to learn is said', async () => {
  await expect(train({ practice: { count: 0 } })).rejects.toMatchObject({ code: 'LEARNING_NOTHING' });
  await expect(train({ practice: { count: 4, families: ['no such skill'] } })).rejects.toMatchObject({
    code: 'PRACTICE_FAMILY_UNKNOWN',
  });
  await idle();
});

test.each(['asking-before', 'training', 'asking-after'] as const)(
  'leaving at %s cancels the run and leaves no files',
  async (stage) => {
    const lesson = await client.learn.teach({ prompt: 'Who is Bo?', answer: 'A dog.' });
    const before = readdirSync(context.folder.paths.adapters);
    await train({ ...QUICK, steps: 60 }, (event) => event.type === 'stage' && event.stage === stage);
    await idle();
    const [run] = await client.learn.runs();
    expect(run).toMatchObject({ state: 'cancelled', error: null });
    expect(run?.finishedAt).not.toBeNull();
    expect(readdirSync(context.folder.paths.adapters)).toEqual(before);
    expect(readdirSync(context.folder.paths.checkpoints)).toEqual([]);
    expect(readdirSync(context.folder.paths.staging)).toEqual([]);
    expect((await client.learn.lessons())[0]).toMatchObject({ id: lesson.id, learnedAt: null });
  },
);

test('what a worker writes after its run was cancelled does not come back', async () => {
  await client.learn.teach({ prompt: 'Who is Bo?', answer: 'A dog.' });
  for (let i = 0; i < 3; i++) {
    await train(QUICK, (event) => event.type === 'stage' && event.stage === 'training');
    await idle();
  }
  // By the end of a whole run the worker has long noticed that the others are over.
  await train();
  expect(readdirSync(context.folder.paths.checkpoints)).toEqual([]);
  expect(readdirSync(context.folder.paths.staging)).toEqual([]);
});

test('a lesson that is edited while it is learned is not learned yet', async () => {
  const kept = await client.learn.teach({ prompt: 'Who is Ada?', answer: 'A cat.' });
  const edited = await client.learn.teach({ prompt: 'Who is Bo?', answer: 'A dog.' });
  let change: Promise<unknown> | undefined;
  await train({ ...QUICK, steps: 30 }, (event) => {
    if (event.type === 'stage' && event.stage === 'training')
      change = client.learn.edit({ id: edited.id, prompt: 'Who is Bo?', answer: 'A fox.' });
    return false;
  });
  await change;
  const lessons = await client.learn.lessons();
  expect(lessons.find(({ id }) => id === kept.id)?.learnedAt).not.toBeNull();
  expect(lessons.find(({ id }) => id === edited.id)?.learnedAt).toBeNull();
});

test('the newest lessons are the ones that are compared', async () => {
  for (let i = 0; i < COMPARED_LESSONS + 2; i++)
    await client.learn.teach({ prompt: `Who is number ${i}?`, answer: `Someone ${i}.` });
  const done = (await train()).at(-1);
  if (done?.type !== 'done') throw new Error('not done');
  expect(done.run.comparisons.map(({ expected }) => expected)).toEqual(
    Array.from({ length: COMPARED_LESSONS }, (_, i) => `Someone ${i + 2}.`),
  );
});
