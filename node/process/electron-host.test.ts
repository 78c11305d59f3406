import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { implement } from '@orpc/server';
import { afterEach, expect, test } from 'vitest';
import { connectContract } from '../../protocol/api/connect-contract.ts';
import { type MessagePortMainLike, messagePortMain } from '../../protocol/api/message-port-main.ts';
import { type NodeToShell, nodeToShellSchema } from '../../protocol/api/process-messages.ts';
import { serveRouter } from '../../protocol/api/serve-router.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { electronHost, type ShellPort } from './electron-host.ts';
import { testContract } from './fixtures/test-contract.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A thread's port in the manner of Electron's: events carry `data`. */
function electronPort(port: MessagePort): MessagePortMainLike {
  open.push(port);
  return {
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (event === 'message') port.on('message', (data: unknown) => listener({ data }));
      else port.on('close', () => listener({ data: undefined }));
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}

function channel(): [MessagePortMainLike, MessagePortMainLike] {
  const { port1, port2 } = new MessageChannel();
  return [electronPort(port1), electronPort(port2)];
}

/** The shell's end: what the node said, and a way to answer. */
function shell() {
  const events = new EventEmitter();
  const said: NodeToShell[] = [];
  const port: ShellPort = {
    on: (_event, listener) => events.on('message', listener),
    postMessage: (message) => said.push(nodeToShellSchema.parse(message)),
  };
  const tell = (data: unknown, ...ports: MessagePortMainLike[]) => events.emit('message', { data, ports });
  return { port, said, tell };
}

function serveEcho(port: MessagePortMainLike): void {
  const os = implement(testContract);
  const router = { echo: os.echo.handler(({ input }) => ({ text: input.text, pid: 1, loaded: '' })) };
  serveRouter(router, messagePortMain(port));
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

test('a worker that the shell starts answers over the port it sends, and its end is told', async () => {
  const { port, said, tell } = shell();
  const host = electronHost(port);
  const spawning = host.spawnWorker();
  expect(said).toEqual([{ type: 'spawn-worker', id: 'worker' }]);
  const [ours, theirs] = channel();
  serveEcho(theirs);
  tell({ type: 'port', role: 'worker', id: 'worker', pid: 77 }, ours);
  const child = await spawning;
  expect(child.pid).toBe(77);
  const client = connectContract(testContract, child.port);
  expect((await client.echo({ text: 'over ports' })).text).toBe('over ports');
  child.kill('SIGKILL');
  expect(said.at(-1)).toEqual({ type: 'kill', id: 'worker', signal: 'SIGKILL' });
  const closed = new Promise<void>((resolve) => child.port.addEventListener('close', resolve));
  theirs.close();
  tell({ type: 'exited', id: 'worker', code: null });
  expect(await child.exited).toBe(null);
  await closed;
  expect(await code(client.echo({ text: '' }))).toBe('PORT_CLOSED');
});

test('further nodes are told apart by their ids', async () => {
  const { port, said, tell } = shell();
  const host = electronHost(port);
  const config = {
    dataDir: '/d',
    host: 'electron',
    modelDir: '/m',
    threads: 1,
    listen: ['/ip4/127.0.0.1/tcp/0'],
    workerEntry: '/w',
    nodeEntry: '/n',
  } as const;
  const spawning = [
    host.spawnNode({ ...config, listen: [...config.listen] }),
    host.spawnNode({ ...config, listen: [] }),
  ];
  const ids = said.map((message) => ('id' in message ? message.id : ''));
  expect(new Set(ids).size).toBe(2);
  for (const [i, pid] of [
    [1, 11],
    [0, 10],
  ] as const) {
    tell({ type: 'port', role: 'node', id: ids[i], pid }, channel()[0]);
  }
  expect((await Promise.all(spawning)).map((child) => child.pid)).toEqual([10, 11]);
});

test('a process that does not start is an error with the shell’s words', async () => {
  const { port, tell } = shell();
  const host = electronHost(port);
  const first = host.spawnWorker();
  tell({ type: 'spawn-failed', id: 'worker', message: 'no such file' });
  await expect(first).rejects.toMatchObject({ code: 'SPAWN_FAILED', message: 'no such file' });
  const second = host.spawnWorker();
  tell({ type: 'exited', id: 'worker', code: 1 });
  expect(await code(second)).toBe('SPAWN_FAILED');
});

test('pages and the stop that came early are not lost; junk is', () => {
  const { port, said, tell } = shell();
  const host = electronHost(port);
  const [page] = channel();
  tell({ type: 'port', role: 'page' }, page);
  tell({ type: 'stop' });
  tell('junk');
  tell({ type: 'port', role: 'page' });
  const pages: MessagePortMainLike[] = [];
  let stops = 0;
  host.onPage((given) => pages.push(given));
  host.onStop(() => stops++);
  expect([pages, stops]).toEqual([[page], 1]);
  host.fail(new LoamError('DATA_FOLDER_IN_USE', 'Used.', { hint: 'Close it.', cause: new Error('secret') }));
  expect(said).toEqual([
    { type: 'failed', error: { code: 'DATA_FOLDER_IN_USE', message: 'Used.', hint: 'Close it.' } },
  ]);
});
