import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectContract } from '../../protocol/api/connect-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { testContract } from './fixtures/test-contract.ts';
import { type ForkedChild, forkHost } from './fork-host.ts';

const ENTRY = join(import.meta.dirname, 'fixtures', 'child.ts');
let folder: string;
let child: ForkedChild;
let client: ContractRouterClient<typeof testContract>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loam-process-'));
  process.env.LOAM_TEST_NOTES = join(folder, 'notes');
  child = await forkHost({ workerEntry: ENTRY, nodeEntry: ENTRY }).spawnWorker();
  client = connectContract(testContract, child.port);
});

afterEach(async () => {
  child.kill('SIGKILL');
  await child.exited;
  rmSync(folder, { recursive: true });
});

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error as LoamError,
  );

async function notes(pattern: RegExp): Promise<string> {
  for (let i = 0; i < 100; i++) {
    try {
      const text = readFileSync(join(folder, 'notes'), 'utf8');
      if (pattern.test(text)) return text;
    } catch {
      // Not written yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no note ${pattern}`);
}

test('calls reach a child process and come back, large ones too', async () => {
  expect(await client.echo({ text: 'hällo' })).toMatchObject({ text: 'hällo', pid: child.pid });
  const text = 'x'.repeat(1_000_000);
  expect((await client.echo({ text })).text).toBe(text);
});

test('a LoamError crosses with code, message, hint, data and cause', async () => {
  const error = await failure(client.refuse());
  expect(error).toBeInstanceOf(LoamError);
  expect(error).toMatchObject({ code: 'TEST_REFUSED', message: 'No.', hint: 'Ask again.', data: { n: 3 } });
  expect((error.cause as Error).message).toContain('deep');
});

test('an input that does not fit the contract is refused by name', async () => {
  const error = await failure(client.echo({ text: 5 as unknown as string }));
  expect(error).toMatchObject({ code: 'RPC_BAD_REQUEST' });
});

test('a stream arrives in order and ends', async () => {
  const seen: number[] = [];
  for await (const { n } of await client.count({ to: 500 })) seen.push(n);
  expect(seen).toEqual(Array.from({ length: 500 }, (_, i) => i));
  expect(await notes(/stream ended/)).toContain('stream ended');
});

test('a LoamError thrown inside a stream crosses after the items before it', async () => {
  const seen: number[] = [];
  const error = await failure(
    (async () => {
      for await (const { n } of await client.count({ to: 9, failAt: 3 })) seen.push(n);
    })(),
  );
  expect(seen).toEqual([0, 1, 2]);
  expect(error).toBeInstanceOf(LoamError);
  expect(error).toMatchObject({ code: 'TEST_STREAM', hint: 'h' });
});

test('leaving a stream runs the generator’s finally in the child', async () => {
  for await (const { n } of await client.count({ to: 1e9, pauseMs: 5 })) if (n === 3) break;
  expect(await notes(/stream ended/)).toContain('stream ended');
});

test('aborting a stream ends it here at once and in the child', async () => {
  const abort = new AbortController();
  const stream = await client.count({ to: 1e9, pauseMs: 60_000 }, { signal: abort.signal });
  expect((await stream.next()).value).toEqual({ n: 0 });
  const pending = stream.next();
  abort.abort(new Error('enough'));
  expect(await failure(pending)).toMatchObject({ message: 'enough' });
  expect(await notes(/stream ended/)).toContain('stream ended');
});

test('a killed child fails calls, streams and later calls with PORT_CLOSED', async () => {
  const stream = await client.count({ to: 1e9, pauseMs: 60_000 });
  await stream.next();
  const calls = [failure(client.hang()), failure(stream.next())];
  child.kill('SIGKILL');
  for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: 'PORT_CLOSED' });
  expect(await child.exited).toBe(null);
  expect(await failure(client.echo({ text: '' }))).toMatchObject({ code: 'PORT_CLOSED' });
});

test('a child ends when its parent leaves it', async () => {
  await client.echo({ text: '' });
  child.port.close?.();
  expect(await child.exited).toBe(0);
});

test('messages that are no requests do the child no harm', async () => {
  for (const junk of [
    '',
    '{',
    '{}',
    'null',
    '{"i":"1"}',
    '{"i":"1","p":{"u":"//[","h":5}}',
    7,
    null,
    {},
    [1],
  ]) {
    child.port.postMessage(junk);
  }
  expect(await client.echo({ text: 'still here' })).toMatchObject({ text: 'still here' });
});
