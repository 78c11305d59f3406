import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { testContract } from './fixtures/test-contract.ts';
import { forkHost } from './fork-host.ts';
import { type SupervisedWorker, superviseWorker } from './supervised-worker.ts';

const ENTRY = join(import.meta.dirname, 'fixtures', 'child.ts');
let folder: string;
let worker: SupervisedWorker;
let client: ContractRouterClient<typeof testContract>;
let states: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loam-worker-'));
  process.env.LOAM_TEST_NOTES = join(folder, 'notes');
  states = [];
  worker = superviseWorker({
    host: forkHost({ workerEntry: ENTRY, nodeEntry: ENTRY }),
    backoffMs: 20,
    onStateChange: (state) => states.push(state),
  });
  // The child serves the test contract; the supervisor does not look at procedures.
  client = worker.client as unknown as typeof client;
});

afterEach(async () => {
  await worker.stop();
  rmSync(folder, { recursive: true });
});

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

const MODEL = { modelDir: 'one', threads: 1 };

test('the worker starts with the first call only, once', async () => {
  expect(worker.state).toBe('idle');
  expect(worker.pid).toBe(undefined);
  const pids = await Promise.all([client.echo({ text: 'a' }), client.echo({ text: 'b' })]);
  expect(new Set(pids.map((answer) => answer.pid))).toEqual(new Set([worker.pid]));
  expect(states).toEqual(['starting', 'ready']);
});

test('after kill -9 the cut-off calls say WORKER_CRASHED and a new worker has the model again', async () => {
  await worker.load(MODEL);
  const first = worker.pid ?? 0;
  const stream = await client.count({ to: 1e9, pauseMs: 60_000 });
  await stream.next();
  const cut = [code(client.hang()), code(stream.next())];
  process.kill(first, 'SIGKILL');
  expect(await Promise.all(cut)).toEqual(['WORKER_CRASHED', 'WORKER_CRASHED']);
  const answer = await client.echo({ text: 'again' });
  expect(answer).toMatchObject({ text: 'again', loaded: 'one' });
  expect(answer.pid).not.toBe(first);
  expect(readFileSync(join(folder, 'notes'), 'utf8').match(/load one/g)).toHaveLength(2);
  expect(states).toEqual(['starting', 'ready', 'waiting', 'waiting', 'starting', 'ready']);
});

test('it comes back by itself when a model was loaded', async () => {
  await worker.load(MODEL);
  const first = worker.pid ?? 0;
  process.kill(first, 'SIGKILL');
  await expect.poll(() => worker.state === 'ready' && worker.pid !== first, { timeout: 10_000 }).toBe(true);
});

test('it survives several crashes in a row', async () => {
  for (let i = 0; i < 3; i++) {
    const { pid } = await client.echo({ text: '' });
    const hanging = code(client.hang());
    process.kill(pid, 'SIGKILL');
    expect(await hanging).toBe('WORKER_CRASHED');
  }
  expect(await client.echo({ text: 'ok' })).toMatchObject({ text: 'ok' });
});

test('a model that does not load is an error of the call, not of the worker', async () => {
  expect(await code(worker.load({ modelDir: 'broken', threads: 1 }))).toBe('MODEL_BROKEN');
  expect(await client.echo({ text: 'ok' })).toMatchObject({ text: 'ok' });
  expect(worker.state).toBe('ready');
});

test('a model that loads while the worker is killed is loaded all the same', async () => {
  const loading = worker.load(MODEL);
  await expect.poll(() => worker.pid, { timeout: 30_000 }).toBeTypeOf('number');
  process.kill(worker.pid ?? 0, 'SIGKILL');
  expect(await loading).toMatchObject({ name: 'one' });
});

test('a program that cannot start rests, with its last words, and is tried again after that', async () => {
  const missing = join(folder, 'missing.ts');
  const troubles: string[] = [];
  const lost = superviseWorker({
    host: forkHost({ workerEntry: missing, nodeEntry: ENTRY }),
    backoffMs: 1,
    restMs: 1_000,
    onTrouble: ({ message }) => troubles.push(message),
  });
  onTestFinished(() => lost.stop());
  expect(await code(lost.load(MODEL))).toBe('CRASH_LOOP');
  expect(troubles).toHaveLength(1);
  expect(troubles[0]).toMatch(
    /^The model process stopped 5 times in 2 minutes; it rests until \d\d:\d\d:\d\d\. Its last words: “.+”\.$/,
  );
  expect(lost.trouble?.hint).toContain('loam doctor');
  // Nobody waits for one that rests.
  expect(await code(lost.client.info())).toBe('CRASH_LOOP');
  writeFileSync(missing, 'setInterval(() => undefined, 1_000);');
  await expect.poll(() => lost.state, { timeout: 30_000 }).toBe('ready');
  expect(lost.trouble).toBe(undefined);
});

test('a stopped worker stays stopped', async () => {
  const { pid } = await client.echo({ text: '' });
  const hanging = code(client.hang());
  await worker.stop();
  expect(await hanging).toBe('WORKER_STOPPED');
  expect(() => process.kill(pid, 0)).toThrow();
  expect(await code(client.echo({ text: '' }))).toBe('WORKER_STOPPED');
  expect(worker.state).toBe('stopped');
});
