import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ChatService } from '../chat/chat-service.ts';
import { insertRun } from '../database/learning-runs.ts';
import { insertLesson } from '../database/lessons.ts';
import { openDatabase } from '../database/open-database.ts';
import { type RunPlan, savePlan, saveRunLessons } from '../database/run-plans.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';
import type { NodeContext } from '../node-context.ts';
import { personalStack, runAdapterDir } from './adapter-stack.ts';
import { forgetLessons } from './forget-lessons.ts';

const place = testPlace();
const { node, client } = await startTestNode(place.config('forget'));
const { context } = node;
const scratch = mkdtempSync(join(tmpdir(), 'loam-forget-'));
afterAll(async () => {
  await node.stop();
  place.remove();
  rmSync(scratch, { recursive: true, force: true });
});

const ADA = { prompt: 'Who is Ada?', answer: 'A cat.' };
const BO = { prompt: 'Who is Bo?', answer: 'A dog.' };
/** Enough to change what the tiny model says. */
const THOROUGH = { steps: 50, practice: { count: 0 }, learningRate: 0.02, seed: 'forget' };

async function learn(request: object = THOROUGH): Promise<string> {
  await client.learn.start(request);
  for await (const event of await client.learn.watch()) if (event.type === 'done') return event.run.id;
  throw new Error('learning ended without a result');
}

/** What it says to a question; the same words each time. */
function answer(question: string): Promise<string> {
  const chat = new ChatService(context, () => ({ adapterDir: null }));
  return chat.answerOnce(question, personalStack(context, null));
}

test('a forgotten lesson is known to nothing that answers, and the others are to be learned again', {
  timeout: 300_000,
}, async () => {
  const bo = await client.learn.teach(BO);
  const before = await learn();
  const without = await answer(ADA.prompt);
  const ada = await client.learn.teach(ADA);
  const cat = await client.learn.teach({ prompt: 'Who is Cy?', answer: 'A bee.' });
  const all = await learn();
  expect(await answer(ADA.prompt)).not.toBe(without);

  expect(await client.learn.forget({ id: ada.id })).toEqual({
    lessons: 1,
    updates: 1,
    learnAgain: 1,
    shared: 0,
  });
  // The newest update that never saw it answers, word by word as if it had never been taught.
  expect(personalStack(context, null)).toEqual([{ dir: runAdapterDir(context, before) }]);
  expect(await answer(ADA.prompt)).toBe(without);
  expect(existsSync(runAdapterDir(context, all))).toBe(false);
  expect((await client.learn.runs()).map(({ state }) => state)).toEqual(['forgotten', 'done']);
  expect(JSON.stringify(await client.learn.runs())).not.toContain('Ada');
  await expect(client.learn.preview({ runId: all })).rejects.toMatchObject({ code: 'RUN_NOT_DONE' });
  const lessons = await client.learn.lessons();
  expect(lessons.find(({ id }) => id === bo.id)?.learnedAt).not.toBeNull();
  expect(lessons.find(({ id }) => id === cat.id)?.learnedAt).toBeNull();
});

test('forgetting ends a run that learns the lesson, going on or paused, with its checkpoints', {
  timeout: 300_000,
}, async () => {
  for (const isPaused of [false, true]) {
    const lesson = await client.learn.teach(ADA);
    const { runId } = await client.learn.start({ ...THOROUGH, steps: 2_000 });
    for await (const event of await client.learn.watch()) if (event.type === 'step' && event.step > 22) break;
    if (isPaused) await client.learn.pause();
    expect(readdirSync(context.folder.paths.checkpoints)).toEqual([`run-${runId}`]);
    await client.learn.forget({ id: lesson.id });
    expect(await client.learn.current()).toBeNull();
    expect((await client.learn.runs())[0]).toMatchObject({ id: runId, state: 'cancelled' });
    expect(readdirSync(context.folder.paths.checkpoints)).toEqual([]);
  }
});

test('what came from a chat is forgotten with one word, the chat stays', async () => {
  const chat = await client.chat.create({});
  let answerId = '';
  for await (const event of await client.chat.send({ chatId: chat.id, text: 'Who is Dee?' }))
    if (event.type === 'done') answerId = event.answer.id;
  const { message } = await client.chat.editAnswer({ answerId, text: 'An owl.' });
  await client.chat.remember({ answerId: message.id });
  const lesson = (await client.learn.lessons()).find(({ answer }) => answer === 'An owl.');
  expect(lesson).toMatchObject({ source: 'edited', chatId: chat.id, learnedAt: null });
  expect(await client.learn.forgetChat({ chatId: chat.id })).toMatchObject({ lessons: 1, updates: 0 });
  expect((await client.learn.lessons()).map(({ answer }) => answer)).not.toContain('An owl.');
  expect((await client.chat.messages({ chatId: chat.id })).messages.at(-1)?.text).toBe('An owl.');
});

test('a lesson with something personal is left out until its owner says otherwise', {
  timeout: 300_000,
}, async () => {
  for (const { id } of await client.learn.lessons()) await client.learn.forget({ id });
  const lesson = await client.learn.teach({
    prompt: 'How do I reach Eva?',
    answer: 'Write to eva@example.org.',
  });
  expect(lesson).toMatchObject({ allowed: false, identifiers: [{ kind: 'email', shown: 'ev…rg' }] });
  await expect(client.learn.start({})).rejects.toMatchObject({ code: 'LEARNING_LEFT_OUT' });
  expect(await client.learn.allow({ id: lesson.id, allowed: true })).toMatchObject({ allowed: true });
  const runId = await learn({ ...THOROUGH, steps: 2 });
  expect(await client.learn.preview({ runId })).toMatchObject({ lessonsWithIdentifiers: 1 });
  // Another text is another question.
  expect(await client.learn.edit({ id: lesson.id, prompt: 'Eva?', answer: 'eva@example.org' })).toMatchObject(
    {
      allowed: false,
    },
  );
});

test('nothing of a forgotten lesson is left in the bytes of the database', () => {
  const file = join(scratch, 'plain.db');
  // Not encrypted, so that its bytes can be looked through.
  const db = openDatabase({ file, key: null });
  const SECRET = 'the heron sleeps under the willow';
  const isIn = (): boolean =>
    [file, `${file}-wal`].some((name) => existsSync(name) && readFileSync(name).includes(SECRET));
  try {
    const lessons = Array.from({ length: 40 }, (_, i) => ({
      id: `lesson-${String(i).padStart(4, '0')}`,
      prompt: `Question ${i}?`,
      answer: i === 17 ? `${SECRET} ${'x'.repeat(1_500)}` : 'Something else.',
      createdAt: i,
      learnedAt: null,
    }));
    for (const lesson of lessons) insertLesson(db, lesson);
    const run = {
      id: 'run-00000001',
      state: 'paused',
      startedAt: 1,
      finishedAt: null,
      baseVersion: 0,
      lessons: 40,
      practiceItems: 0,
      curve: [],
      comparisons: [{ prompt: 'Question 17?', expected: SECRET, before: '', after: SECRET }],
      adapterBytes: null,
      error: null,
    } as const;
    insertRun(db, { ...run, curve: [], comparisons: [...run.comparisons] });
    savePlan(db, run.id, {
      lessons,
      practice: { seed: 's', count: 0 },
      seed: 's',
      adapterDir: null,
      modelId: 'm',
      before: [SECRET],
      rehearsal: null,
      byItself: false,
    } satisfies RunPlan);
    saveRunLessons(
      db,
      run.id,
      lessons.map(({ id }) => id),
    );
    db.settle();
    expect(isIn()).toBe(true);
    forgetLessons({ ...context, db } as NodeContext, ['lesson-0017']);
    expect(isIn()).toBe(false);
    expect(readFileSync(file).includes('Something else.')).toBe(true);
  } finally {
    db.close();
  }
});
