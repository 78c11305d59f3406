import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { type ThreadPlatform, threadPlatform } from './fixtures/thread-platform.ts';
import { type NodeFailure, ProcessBroker } from './process-broker.ts';

/** Long enough for a machine that does much else; what comes, comes at once. */
const WITHIN = { timeout: 5_000 };

interface Setup {
  readonly broker: ProcessBroker;
  readonly platform: ThreadPlatform;
  readonly lines: string[];
  readonly failures: NodeFailure[];
}

const running: ProcessBroker[] = [];
afterEach(async () => {
  for (const broker of running.splice(0)) await broker.stop();
});

function start(config: Record<string, unknown> = { name: 'root' }): Setup {
  const platform = threadPlatform();
  const lines: string[] = [];
  const failures: NodeFailure[] = [];
  const broker = new ProcessBroker(platform, config, {
    log: (line) => lines.push(line),
    failed: (failure) => failures.push(failure),
  });
  running.push(broker);
  broker.start();
  return { broker, platform, lines, failures };
}

/** A page: sends on its port and waits for the message that it expects. */
function openPage(broker: ProcessBroker) {
  const { port1, port2 } = new MessageChannel();
  broker.connectPage(port2);
  const heard: unknown[] = [];
  port1.on('message', (message) => heard.push(message));
  return {
    port: port1 as MessagePort,
    heard,
    ask: (what: string, say?: unknown) => port1.postMessage({ ask: what, say }),
    hears: (message: object) =>
      vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining(message)), WITHIN),
  };
}

test('a page talks to the node over the port it brought', async () => {
  const { broker } = start();
  const page = openPage(broker);
  page.ask('who');
  await page.hears({ who: 'root' });
});

test('a worker is started for the node that asks, and they talk directly', async () => {
  const { broker, platform } = start();
  const page = openPage(broker);
  page.ask('say', { type: 'spawn-worker' });
  await page.hears({ type: 'port', role: 'worker', id: 'worker' });
  await page.hears({ from: 'worker', heard: { worker: expect.any(Number) } });
  expect(platform.running).toEqual(['node', 'node/worker']);
});

test('a crashed worker is reported to its node, which gets another one by asking again', async () => {
  const { broker, platform } = start();
  const page = openPage(broker);
  page.ask('say', { type: 'spawn-worker' });
  await page.hears({ from: 'worker' });
  platform.crash('node/worker');
  await page.hears({ type: 'exited', id: 'worker' });
  page.heard.length = 0;
  page.ask('say', { type: 'spawn-worker' });
  await page.hears({ from: 'worker' });
  expect(platform.running).toEqual(['node', 'node/worker']);
});

test('a worker that is asked for while its predecessor is being ended comes after it', async () => {
  const { broker, platform } = start();
  const page = openPage(broker);
  page.ask('say', { type: 'spawn-worker' });
  await page.hears({ from: 'worker' });
  page.heard.length = 0;
  page.ask('say', { type: 'kill', id: 'worker', signal: 'SIGKILL' });
  page.ask('say', { type: 'spawn-worker' });
  await page.hears({ from: 'worker' });
  expect(page.heard[0]).toMatchObject({ type: 'exited', id: 'worker' });
  expect(platform.running).toEqual(['node', 'node/worker']);
});

test('the same name twice is refused', async () => {
  const { broker, platform } = start();
  const page = openPage(broker);
  page.ask('say', { type: 'spawn-worker' });
  page.ask('say', { type: 'spawn-worker' });
  await page.hears({ type: 'spawn-failed', id: 'worker' });
  expect(platform.running).toEqual(['node', 'node/worker']);
});

test('a further node serves its parent and may have workers, but no nodes of its own', async () => {
  const { broker, platform } = start();
  const page = openPage(broker);
  page.ask('say', { type: 'spawn-node', id: 'validator-1', config: { name: 'validator' } });
  await page.hears({ type: 'port', role: 'node', id: 'validator-1' });
  await page.hears({ from: 'validator-1', heard: { who: 'validator', threadId: expect.any(Number) } });
  page.ask('tell-child', { ask: 'say', say: { type: 'spawn-worker' } });
  await page.hears({ from: 'validator-1', heard: { from: 'worker', heard: { worker: expect.any(Number) } } });
  page.ask('tell-child', { ask: 'say', say: { type: 'spawn-node', id: 'more', config: {} } });
  await page.hears({ from: 'validator-1', heard: expect.objectContaining({ type: 'spawn-failed' }) });
  expect(platform.running).toEqual(['node', 'node/validator-1', 'node/validator-1/worker']);
});

test('a node that ends by itself is started again; pages that come meanwhile wait, its children end', async () => {
  const { broker, platform, lines } = start();
  const page = openPage(broker);
  page.ask('say', { type: 'spawn-worker' });
  await page.hears({ from: 'worker' });
  const closed = once(page.port, 'close');
  page.ask('crash');
  await closed;
  await vi.waitFor(() => expect(platform.running).toEqual([]), WITHIN);
  const next = openPage(broker);
  next.ask('who');
  await next.hears({ who: 'root' });
  expect(platform.running).toEqual(['node']);
  expect(lines.join()).toContain('started again in 250 ms');
});

test('a node that says it cannot run is not started again', async () => {
  const { broker, platform, failures } = start();
  const page = openPage(broker);
  page.ask('say', { type: 'failed', error: { code: 'DATA_IN_USE', message: 'In use.', hint: 'Close it.' } });
  page.ask('crash');
  await vi.waitFor(
    () => expect(failures).toEqual([{ code: 'DATA_IN_USE', message: 'In use.', hint: 'Close it.' }]),
    WITHIN,
  );
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(platform.running).toEqual([]);
  const late = openPage(broker);
  await once(late.port, 'close');
});

test('messages that the shell does not know change nothing', async () => {
  const { broker, platform, lines } = start();
  const page = openPage(broker);
  for (const message of [
    { type: 'spawn-worker', id: '../../bin/sh' },
    { type: 'spawn-node', id: 'a' },
    { type: 'exec', command: 'true' },
    'spawn-worker',
  ]) {
    page.ask('say', message);
  }
  await vi.waitFor(() => expect(lines).toHaveLength(4), WITHIN);
  expect(platform.running).toEqual(['node']);
});

test('stop ends every process of the tree', async () => {
  const { broker, platform } = start();
  const page = openPage(broker);
  page.ask('say', { type: 'spawn-worker' });
  page.ask('say', { type: 'spawn-node', id: 'validator-1', config: { name: 'validator' } });
  await page.hears({ from: 'worker' });
  await page.hears({ from: 'validator-1' });
  expect(platform.running).toHaveLength(3);
  await broker.stop();
  expect(platform.running).toEqual([]);
});

test('whoever does not stop is killed, and a quit takes no longer than 5 s', async () => {
  const { broker, platform } = start({ name: 'root', stubborn: true });
  const page = openPage(broker);
  page.ask('say', { type: 'spawn-node', id: 'validator-1', config: { name: 'v', stubborn: true } });
  await page.hears({ from: 'validator-1' });
  const startedAt = performance.now();
  await broker.stop();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(platform.running).toEqual([]);
});

test('a configuration that no environment variable holds is refused', () => {
  expect(() => start({ name: 'x'.repeat(200_000) })).toThrow(/too large/);
});
