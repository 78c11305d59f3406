import { implement } from '@orpc/server';
import { expect, test } from 'vitest';
import { contractLink } from '../../protocol/api/connect-contract.ts';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import type { Status } from '../../protocol/api/network-schemas.ts';
import { nodeContract } from '../../protocol/api/node-contract.ts';
import { serveRouter } from '../../protocol/api/serve-router.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { backOffMs } from './back-off.ts';
import type { Channel } from './channel.ts';
import { connect } from './connection.ts';
import { visibilityOf } from './visibility.ts';

const status: Status = {
  host: 'browser',
  version: '0.1.0',
  model: { state: 'ready', name: 'Seedling', parameters: 9, error: null },
  device: { provider: 'cpu', threads: 2 },
  learning: { state: 'idle', reason: null },
  network: { state: 'off', name: null, chainId: null, sentence: '' },
  wallet: null,
  peers: { count: 0, addresses: [] },
  roles: [],
  modelVersion: 0,
  epoch: null,
};

/** Channels to a node that can be cut off. */
function node() {
  const os = implement(nodeContract);
  const router = {
    system: {
      watch: os.system.watch.handler(async function* ({ signal }) {
        readers++;
        try {
          yield status;
          await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
        } finally {
          readers--;
        }
      }),
    },
    chat: { list: os.chat.list.handler(() => []) },
  };
  const ports: { close(): void }[] = [];
  let readers = 0;
  const open = async (): Promise<Channel> => {
    const { port1, port2 } = new MessageChannel();
    serveRouter(router, port1 as MessagePortLike);
    ports.push(port1);
    const closed = new Promise<void>((resolve) => {
      (port2 as MessagePortLike).addEventListener('close', () => resolve());
    });
    return { link: contractLink(port2 as MessagePortLike), closed, close: () => port2.close() };
  };
  return { open, cut: () => ports.at(-1)?.close(), readers: () => readers };
}

const WITHIN = { timeout: 10_000 };
/** A twentieth of the real patience. */
const soon = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms / 20));

test('a lost node is said once, found again, and calls work on', async () => {
  const { open, cut } = node();
  const log: string[] = [];
  const connection = connect(
    open,
    { onOpen: () => log.push('open'), onStatus: () => log.push('status'), onLost: () => log.push('lost') },
    soon,
  );
  await expect.poll(() => log, WITHIN).toEqual(['open', 'status']);
  expect(await connection.client.chat.list()).toEqual([]);
  cut();
  await expect.poll(() => log, WITHIN).toEqual(['open', 'status', 'lost', 'open', 'status']);
  expect(await connection.client.chat.list()).toEqual([]);
  connection.stop();
});

test('while the node is away calls fail in words, and it is tried again until it is there', async () => {
  const { open } = node();
  let tries = 0;
  let opened = false;
  const connection = connect(
    () => {
      tries++;
      return tries < 4 ? Promise.reject(new LoamError('NOT_CONNECTED', 'away')) : open();
    },
    { onOpen: () => (opened = true), onStatus: () => undefined, onLost: () => undefined },
    soon,
  );
  await expect(connection.client.chat.list()).rejects.toMatchObject({ code: 'NOT_CONNECTED' });
  await expect.poll(() => opened, WITHIN).toBe(true);
  expect(tries).toBe(4);
  connection.stop();
});

test('a node that takes the port and says nothing is given up', async () => {
  let opens = 0;
  const connection = connect(
    async () => {
      opens++;
      const { port2 } = new MessageChannel();
      return {
        link: contractLink(port2 as MessagePortLike),
        closed: new Promise<void>(() => undefined),
        close: () => port2.close(),
      };
    },
    { onOpen: () => undefined, onStatus: () => undefined, onLost: () => undefined },
    soon,
  );
  await expect.poll(() => opens, WITHIN).toBeGreaterThan(1);
  connection.stop();
});

test('waits grow and stay bounded', () => {
  const waits = Array.from({ length: 40 }, (_, i) => backOffMs(i));
  expect(waits[0]).toBe(400);
  expect(waits[1]).toBe(800);
  expect(Math.max(...waits)).toBe(8_000);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
});

test('while nobody sees the page no status is read, and what happened meanwhile comes when it is seen', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const show = (state: DocumentVisibilityState) => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const { open, readers } = node();
  const log: string[] = [];
  const connection = connect(
    open,
    { onOpen: () => log.push('open'), onStatus: () => log.push('status'), onLost: () => log.push('lost') },
    soon,
    visibilityOf(page as unknown as Document),
  );
  await expect.poll(() => log, WITHIN).toEqual(['open', 'status']);
  expect(readers()).toBe(1);
  show('hidden');
  await expect.poll(readers, WITHIN).toBe(0);
  expect(await connection.client.chat.list()).toEqual([]);
  show('visible');
  await expect.poll(() => log, WITHIN).toEqual(['open', 'status', 'status']);
  expect(readers()).toBe(1);
  show('hidden');
  show('visible');
  await expect.poll(readers, WITHIN).toBe(1);
  expect(log).not.toContain('lost');
  connection.stop();
});
