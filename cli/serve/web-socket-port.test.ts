import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { MAX_UNREAD_BYTES } from './limits.ts';
import { webSocketPort } from './web-socket-port.ts';

let server: WebSocketServer | undefined;
afterEach(() => server?.close());

async function connectPair(): Promise<{ mine: WebSocket; browser: WebSocket }> {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const browser = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(browser, 'open');
  const [mine] = (await accepted) as [WebSocket];
  return { mine, browser };
}

test('a browser that does not read is let go before it fills the memory', async () => {
  const { mine, browser } = await connectPair();
  browser.pause();
  const port = webSocketPort(mine);
  const piece = 'x'.repeat(1024 * 1024);
  let most = 0;
  for (let i = 0; i < (MAX_UNREAD_BYTES / piece.length) * 2; i++) {
    port.postMessage(piece);
    most = Math.max(most, mine.bufferedAmount);
  }
  expect(most).toBeLessThan(MAX_UNREAD_BYTES + 2 * piece.length);
  const closed = once(browser, 'close');
  browser.resume();
  const [code] = await closed;
  expect(code).toBe(1006);
});

test('what is said after the end is dropped, and the end is told once', async () => {
  const { mine, browser } = await connectPair();
  const port = webSocketPort(mine);
  let told = 0;
  port.addEventListener('close', () => {
    told += 1;
  });
  const closed = once(mine, 'close');
  browser.close();
  await closed;
  expect(() => port.postMessage('late')).not.toThrow();
  expect(told).toBe(1);
});
