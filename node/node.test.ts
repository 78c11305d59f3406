import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { insertRun } from './database/learning-runs.ts';
import { insertMessage } from './database/messages.ts';
import { deadDescriptor } from './fixtures/dead-descriptor.ts';
import { startTestNode, type TestNode, testPlace } from './fixtures/test-node.ts';

const place = testPlace();
const running = new Set<TestNode>();

async function start(name: string, more: Parameters<typeof place.config>[1] = {}): Promise<TestNode> {
  const started = await startTestNode(place.config(name, more));
  running.add(started);
  return started;
}

afterEach(async () => {
  for (const { node } of running) await node.stop();
  running.clear();
});
afterAll(() => place.remove());

test('loads the model in the background and says so in the status', async () => {
  const { node, client } = await start('status');
  expect((await client.system.status()).model.state).toBe('loading');
  await node.context.model();
  expect(await client.system.status()).toMatchObject({
    host: 'terminal',
    model: { state: 'ready', name: 'Tiny 0.0M', parameters: 28_320, error: null },
    device: { provider: 'CPU', threads: 1 },
    learning: { state: 'idle' },
    network: { state: 'off', name: null, chainId: null },
    wallet: null,
    peers: { count: 0 },
    roles: [],
    modelVersion: 0,
    epoch: null,
  });
});

test('a model that is not there is told in words, and everything else works', async () => {
  const { client } = await start('no-model', { modelDir: join(place.dir, 'nowhere') });
  const chat = await client.chat.create({ title: 'Try' });
  const send = async (): Promise<void> => {
    for await (const _ of await client.chat.send({ chatId: chat.id, text: 'Hi' }));
  };
  await expect(send()).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  const { model } = await client.system.status();
  expect(model.state).toBe('failed');
  expect(model.error).toMatch(/config\.json cannot be read.*Put the bundled model back/);
  const { messages } = await client.chat.messages({ chatId: chat.id });
  expect(messages.map(({ role, reason }) => [role, reason])).toEqual([
    ['user', null],
    ['assistant', 'failed'],
  ]);
});

test('a second node on the same folder is refused, the first goes on', async () => {
  const { client } = await start('twice');
  await expect(startTestNode(place.config('twice'))).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
  expect((await client.system.status()).version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('stops within 5 s and takes its worker along; the folder can be opened again', async () => {
  const { node, client } = await start('stops');
  await node.context.model();
  const pid = node.context.worker.pid ?? 0;
  process.kill(pid, 0);
  const began = performance.now();
  await client.system.shutdown();
  await node.stopped;
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await node.stop();
  await start('stops');
});

test('stops in the middle of an answer and keeps what was said', async () => {
  const first = await start('middle');
  const chat = await first.client.chat.create({});
  let text = '';
  const reading = (async () => {
    for await (const event of await first.client.chat.send({ chatId: chat.id, text: 'Hi' })) {
      if (event.type === 'text') text += event.text;
      if (text.length > 3) void first.node.stop();
    }
  })().catch(() => undefined);
  await first.node.stopped;
  await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 500))]);
  const { client } = await start('middle');
  const [question, answer] = (await client.chat.messages({ chatId: chat.id })).messages;
  expect(question).toMatchObject({ role: 'user', text: 'Hi' });
  expect(answer?.reason).not.toBeNull();
  expect(answer?.text.startsWith(text.slice(0, 4))).toBe(true);
});

test('what a crash interrupted is ended at the next start, its files removed', async () => {
  const first = await start('crash');
  const { context } = first.node;
  const chat = await first.client.chat.create({});
  const run = {
    id: 'run-00000001',
    state: 'running',
    startedAt: 1,
    finishedAt: null,
    baseVersion: 0,
    lessons: 1,
    practiceItems: 0,
    curve: [],
    comparisons: [],
    adapterBytes: null,
    error: null,
  } as const;
  insertRun(context.db, { ...run, curve: [], comparisons: [] });
  insertMessage(context.db, {
    id: 'message-00000001',
    chatId: chat.id,
    role: 'assistant',
    text: 'I was say',
    createdAt: 1,
    reason: null,
    stats: null,
  });
  mkdirSync(join(context.folder.paths.checkpoints, 'run-run-00000001'), { recursive: true });
  mkdirSync(join(context.folder.paths.adapters, 'run-run-00000001'), { recursive: true });
  await first.node.stop();

  const { client, node } = await start('crash');
  expect(await client.learn.runs()).toMatchObject([
    { id: 'run-00000001', state: 'failed', error: 'Loam was closed while it was learning.' },
  ]);
  expect((await client.chat.messages({ chatId: chat.id })).messages).toMatchObject([
    { text: 'I was say', reason: 'failed' },
  ]);
  expect(readdirSync(node.context.folder.paths.checkpoints)).toEqual([]);
  expect(existsSync(join(node.context.folder.paths.adapters, 'run-run-00000001'))).toBe(false);
});

test('a network that does not answer keeps nobody from stopping', async () => {
  const { node, client } = await start('dead-network');
  const { hash } = await node.context.model();
  await node.stop();
  const again = await start('dead-network', { roles: ['learner'], descriptor: deadDescriptor(hash) });
  await again.node.context.model();
  await new Promise((resolve) => setTimeout(resolve, 400));
  const began = performance.now();
  await again.node.stop();
  expect(performance.now() - began).toBeLessThan(5_000);
  await expect(client.system.status()).rejects.toMatchObject({ code: 'PORT_CLOSED' });
});

test('the passphrase is in no log line', async () => {
  const { node, log } = await start('secret', { passphrase: 'correct horse battery' });
  await node.context.model();
  await node.stop();
  expect(log.join('\n')).not.toContain('correct horse');
});
