import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LearningProgress } from '../../protocol/api/learn-schemas.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import { runAdapterDir } from './adapter-stack.ts';

const place = testPlace();
const STEPS = 60;
const REQUEST = { steps: STEPS, practice: { count: 8, seed: 'practice' }, seed: 'seed' };
let node: TestNode;

beforeAll(async () => {
  node = await startTestNode(place.config('pause'));
  await node.client.learn.teach({ prompt: 'Who is Ada?', answer: 'A cat.' });
});
afterEach(async () => {
  await node.client.learn.cancel();
});
afterAll(async () => {
  await node.node.stop();
  place.remove();
});

/** Follows the run in progress until it ends or `leaveAt` accepts its step. */
async function watch(leaveAt: (step: number) => boolean = () => false): Promise<string | null> {
  for await (const event of await node.client.learn.watch()) {
    if (event.type === 'done') return event.run.id;
    if (event.type === 'step' && leaveAt(event.step)) return null;
  }
  return null;
}

const bytesOf = (runId: string): Buffer =>
  readFileSync(join(runAdapterDir(node.node.context, runId), 'adapter_model.safetensors'));

/** The paused run; the step that it stands at is one that is on disk. */
async function paused(by: LearningProgress['pausedBy']): Promise<LearningProgress> {
  const current = await node.client.learn.current();
  if (current === null) throw new Error('no run is paused');
  expect(current).toMatchObject({ state: 'paused', pausedBy: by });
  expect(current.step).toBe(current.savedStep);
  return current;
}

test('a run that was paused, and cut off by a restart, ends with the bytes of one that was not', {
  timeout: 400_000,
}, async () => {
  const { client } = node;
  await client.learn.start(REQUEST);
  const whole = bytesOf((await watch()) ?? '');

  await client.learn.start(REQUEST);
  // Leaving the stream leaves the run alone.
  await watch((step) => step >= 7);
  const at = await client.learn.pause();
  expect(at.step).toBeGreaterThanOrEqual(7);
  expect(at.step).toBeLessThan(STEPS);
  expect(at.curve).toHaveLength(at.step);
  expect(await paused('owner')).toEqual(at);
  expect((await client.system.status()).learning.state).not.toBe('learning');
  await expect(client.learn.pause()).rejects.toMatchObject({ code: 'LEARNING_NOT_RUNNING' });

  await client.learn.resume();
  const first = await watch((step) => step >= at.step + 22);
  expect(first).toBeNull();
  await node.node.stop();
  node = await startTestNode(place.config('pause'));
  const again = await paused('closing');
  expect(again.step).toBeGreaterThan(0);
  expect(again.runId).toBe(at.runId);
  await node.client.learn.resume();
  expect(await watch()).toBe(at.runId);
  expect(bytesOf(at.runId).equals(whole)).toBe(true);
  expect(await node.client.learn.current()).toBeNull();

  const [run] = await node.client.learn.runs();
  expect(run).toMatchObject({ id: at.runId, state: 'done' });
  expect(run?.curve).toHaveLength(STEPS);
  expect(run?.comparisons).toHaveLength(1);
  const log = (await node.client.learn.log({ runId: at.runId })).map(({ what }) => what);
  expect(log[0]).toBe('started');
  expect(log.filter((what) => what === 'paused')).toHaveLength(2);
  expect(log.filter((what) => what === 'resumed')).toHaveLength(2);
  expect(log).toContain('saved');
  expect(log.at(-1)).toBe('done');
  expect(readdirSync(node.node.context.folder.paths.checkpoints)).toEqual([]);
});

test('a pause while questions are asked begins them anew; giving a paused run up leaves nothing', {
  timeout: 300_000,
}, async () => {
  const { client } = node;
  await client.learn.start(REQUEST);
  await client.learn.pause();
  expect((await paused('owner')).step).toBe(0);
  await client.learn.resume();
  await watch((step) => step >= 3);
  await client.learn.pause();
  const { runId } = await paused('owner');
  await client.learn.cancel();
  expect(await client.learn.current()).toBeNull();
  expect((await client.learn.runs()).find(({ id }) => id === runId)).toMatchObject({ state: 'cancelled' });
  expect(readdirSync(node.node.context.folder.paths.checkpoints)).toEqual([]);
  expect(readdirSync(node.node.context.folder.paths.staging)).toEqual([]);
  await expect(client.learn.resume()).rejects.toMatchObject({ code: 'LEARNING_NOT_PAUSED' });
});

test('a new run takes the place of a paused one', {
  timeout: 300_000,
}, async () => {
  const { client } = node;
  const first = await client.learn.start(REQUEST);
  await client.learn.pause();
  const second = await client.learn.start({ ...REQUEST, steps: 3 });
  expect(second.runId).not.toBe(first.runId);
  expect(await watch()).toBe(second.runId);
  expect((await client.learn.runs()).find(({ id }) => id === first.runId)).toMatchObject({
    state: 'cancelled',
  });
});
