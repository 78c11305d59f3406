import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { type ContractRouterClient, eventIterator, oc } from '@orpc/contract';
import { implement } from '@orpc/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { fromTransportError } from '../../protocol/api/error-transport.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_CHAT_IMPORT_CHARS } from '../../protocol/limits.ts';
import { MAX_CONNECTIONS, MAX_FRAME_BYTES, MAX_SESSIONS } from './limits.ts';
import { type LoopbackServer, startServer } from './start-server.ts';

const contract = {
  echo: oc.input(z.object({ text: z.string() })).output(z.object({ text: z.string() })),
  size: oc.input(z.object({ text: z.string() })).output(z.object({ chars: z.number() })),
  count: oc.output(eventIterator(z.object({ n: z.number() }))),
  fail: oc.output(z.object({})),
};
const os = implement(contract);
let ended = 0;
const router = os.router({
  echo: os.echo.handler(({ input }) => input),
  size: os.size.handler(({ input }) => ({ chars: input.text.length })),
  count: os.count.handler(async function* ({ signal }) {
    try {
      for (let n = 0; !signal?.aborted; n++) {
        yield { n };
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } finally {
      ended += 1;
    }
  }),
  fail: os.fail.handler(() => {
    throw new LoamError('TEST_NO', 'No.', { hint: 'Try another.' });
  }),
});

let folder = '';
let server: LoopbackServer;
beforeEach(async () => {
  ended = 0;
  folder = mkdtempSync(join(tmpdir(), 'loam-serve-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'page', 'index.html'), '<h1>page</h1>');
  writeFileSync(join(folder, 'page', 'assets', 'a.js'), 'export {};');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'page', 'link.txt'));
  server = await startServer({ router, pageDir: join(folder, 'page') });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with exactly the given path and headers; nothing is tidied up on the way. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ host: hostname, port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function openSession(): Promise<{ cookie: string }> {
  const link = new URL(server.issueLink());
  const { headers } = await ask(link.pathname + link.search);
  const [cookie = ''] = headers['set-cookie'] ?? [];
  return { cookie: cookie.split(';')[0] ?? '' };
}

/** Opens a WebSocket; resolves to the open socket or to the status of the refusal. */
function openSocket(path: string, headers: Record<string, string>): Promise<WebSocket | number> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      socket.on('error', () => {});
      socket.terminate();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

async function openOwnSocket(): Promise<WebSocket> {
  const socket = await openSocket('/rpc', { ...(await openSession()), origin: server.origin });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

function clientOf(socket: WebSocket): ContractRouterClient<typeof contract> {
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}

test('the link opens a session: the page comes with its policy, the token is no longer in the address', async () => {
  const link = new URL(server.issueLink());
  const opened = await ask(link.pathname + link.search);
  expect(opened.status).toBe(303);
  expect(opened.headers.location).toBe('/');
  expect(opened.headers['cache-control']).toBe('no-store');
  expect(opened.headers['referrer-policy']).toBe('no-referrer');
  const [cookie = ''] = opened.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/^loam-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  expect(cookie).not.toContain(link.searchParams.get('token'));
  const page = await ask('/', { cookie: cookie.split(';')[0] ?? '' });
  expect(page.status).toBe(200);
  expect(page.body).toBe('<h1>page</h1>');
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['access-control-allow-origin']).toBeUndefined();
});

test('a token works once', async () => {
  const link = new URL(server.issueLink());
  expect((await ask(link.pathname + link.search)).status).toBe(303);
  const again = await ask(link.pathname + link.search);
  expect(again.status).toBe(401);
  expect(again.headers['set-cookie']).toBeUndefined();
});

test('two visits at the same time open one session', async () => {
  const link = new URL(server.issueLink());
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(link.pathname + link.search)));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
});

test('a link that a program only looks at stays good', async () => {
  const link = new URL(server.issueLink());
  expect((await ask(link.pathname + link.search, {}, 'HEAD')).status).toBe(401);
  expect((await ask(link.pathname + link.search)).status).toBe(303);
});

test.each(['/auth', '/auth?token=', '/auth?token=wrong', `/auth?token=${'a'.repeat(43)}`])(
  '%s opens nothing',
  async (path) => {
    server.issueLink();
    expect((await ask(path)).status).toBe(401);
  },
);

test('without a cookie nothing of the page is served', async () => {
  for (const path of ['/', '/index.html', '/assets/a.js', '/missing']) {
    const answer = await ask(path);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('page</h1>');
  }
});

test('a wrong cookie, the token as cookie and the cookie of another server are refused', async () => {
  const { cookie } = await openSession();
  const [name = '', secret = ''] = cookie.split('=');
  const token = new URL(server.issueLink()).searchParams.get('token');
  const other = await startServer({ router, pageDir: join(folder, 'page') });
  for (const wrong of [
    `${name}=${randomBytes(32).toString('base64url')}`,
    `${name}=${token}`,
    `${name}=`,
    `x=${secret}`,
  ])
    expect((await ask('/', { cookie: wrong })).status).toBe(401);
  server = await server.close().then(() => other);
  expect((await ask('/', { cookie })).status).toBe(401);
});

test('a cookie of the same name set by another program does not lock the person out', async () => {
  const { cookie } = await openSession();
  const [name = ''] = cookie.split('=');
  expect((await ask('/', { cookie: `${name}=planted; ${cookie}` })).status).toBe(200);
});

test('the oldest session ends when there are too many', async () => {
  const first = await openSession();
  for (let i = 0; i < MAX_SESSIONS; i++) await openSession();
  expect((await ask('/', first)).status).toBe(401);
});

test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
  'a request for the host %j is misdirected, with a session and for the link too',
  async (host) => {
    const session = await openSession();
    const link = new URL(server.issueLink());
    expect((await ask('/', { ...session, host })).status).toBe(421);
    const rebound = await ask(link.pathname + link.search, { host });
    expect(rebound.status).toBe(421);
    expect(rebound.headers['set-cookie']).toBeUndefined();
    expect((await ask(link.pathname + link.search)).status).toBe(303);
  },
);

test('a page whose name was pointed at this computer gets nothing', async () => {
  const { port } = new URL(server.origin);
  const session = await openSession();
  const host = `rebound.example:${port}`;
  expect((await ask('/', { ...session, host, origin: `http://${host}` })).status).toBe(421);
  expect(await openSocket('/rpc', { ...session, host, origin: `http://${host}` })).toBe(421);
});

test('what another page embeds or fetches is refused, a followed link is not', async () => {
  const session = await openSession();
  const from = (site: string, mode: string, dest: string) =>
    ask('/', { ...session, 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest });
  expect((await from('cross-site', 'no-cors', 'image')).status).toBe(403);
  expect((await from('same-site', 'cors', 'empty')).status).toBe(403);
  expect((await from('cross-site', 'navigate', 'iframe')).status).toBe(403);
  expect((await from('cross-site', 'navigate', 'document')).status).toBe(200);
  expect((await from('same-origin', 'no-cors', 'script')).status).toBe(200);
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '//etc/passwd',
  '/link.txt',
  '/%00',
  '/%',
  '/.hidden',
])('the path %s leads nowhere', async (path) => {
  const answer = await ask(path, await openSession());
  expect(answer.status).toBe(403);
  expect(answer.body).not.toContain('secret');
});

test('only GET, only what there is, only addresses of a sane length', async () => {
  const session = await openSession();
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
    expect((await ask('/', session, method)).status).toBe(405);
  expect((await ask('/missing.js', session)).status).toBe(404);
  expect((await ask(`/${'a'.repeat(3_000)}`, session)).status).toBe(400);
  expect((await ask('http://evil.example/', session)).status).toBe(400);
  expect((await ask('/', { ...session, 'x-padding': 'a'.repeat(20_000) })).status).toBe(431);
  const head = await ask('/', session, 'HEAD');
  expect([head.status, head.body]).toEqual([200, '']);
});

test('the page calls the node over its WebSocket; errors arrive whole', async () => {
  const client = clientOf(await openOwnSocket());
  expect(await client.echo({ text: 'Grüße, 世界' })).toEqual({ text: 'Grüße, 世界' });
  const error = await client.fail().catch(fromTransportError);
  expect(error).toMatchObject({ code: 'TEST_NO', message: 'No.', hint: 'Try another.' });
});

test('a stream ends in the node when its reader leaves, and when the connection closes', async () => {
  const socket = await openOwnSocket();
  const client = clientOf(socket);
  for await (const { n } of await client.count()) if (n === 3) break;
  await vi.waitFor(() => expect(ended).toBe(1), { timeout: 5_000 });
  const stream = await client.count();
  await stream.next();
  socket.terminate();
  await vi.waitFor(() => expect(ended).toBe(2), { timeout: 5_000 });
});

test('a WebSocket needs our own origin', async () => {
  const session = await openSession();
  const { port } = new URL(server.origin);
  for (const origin of [
    'http://evil.example',
    'null',
    `http://localhost:${port}`,
    `https://127.0.0.1:${port}`,
  ])
    expect(await openSocket('/rpc', { ...session, origin })).toBe(403);
  expect(await openSocket('/rpc', session)).toBe(403);
});

test('a WebSocket needs a session and the right path', async () => {
  const { origin } = server;
  expect(await openSocket('/rpc', { origin })).toBe(401);
  expect(await openSocket('/rpc', { origin, cookie: `loam-${new URL(origin).port}=wrong` })).toBe(401);
  expect(await openSocket('/', { origin, ...(await openSession()) })).toBe(404);
});

test('an oversize frame closes the connection and reaches nobody', async () => {
  const socket = await openOwnSocket();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.send('x'.repeat(MAX_FRAME_BYTES + 1));
  expect(await closed).toBe(1009);
});

test('a file of chats as large as may be gets through', async () => {
  const text = '{"text":"ä"},'.repeat(MAX_CHAT_IMPORT_CHARS / 12);
  expect(await clientOf(await openOwnSocket()).size({ text })).toEqual({ chars: text.length });
});

test('binary frames are refused, broken ones do no harm', async () => {
  const socket = await openOwnSocket();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  for (const text of ['', '{', '[]', 'null', '{"i":1}', '{"i":"1","t":9,"p":{}}']) socket.send(text);
  socket.send(Buffer.from('binary'));
  expect(await closed).toBe(1003);
  expect(await clientOf(await openOwnSocket()).echo({ text: 'still here' })).toEqual({ text: 'still here' });
});

test('there are only so many connections', async () => {
  const session = await openSession();
  const headers = { ...session, origin: server.origin };
  for (let i = 0; i < MAX_CONNECTIONS; i++)
    expect(await openSocket('/rpc', headers)).toBeInstanceOf(WebSocket);
  expect(await openSocket('/rpc', headers)).toBe(503);
});

test('it listens on 127.0.0.1 and nowhere else', async () => {
  const port = Number(new URL(server.origin).port);
  const others = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))
    .filter((address) => address !== '127.0.0.1');
  for (const host of ['127.0.0.2', ...others]) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ host, port, timeout: 2_000 });
      socket.once('connect', () => resolve(true));
      socket.once('timeout', () => resolve(false));
      socket.once('error', () => resolve(false));
      socket.once('close', () => socket.destroy());
    });
    expect([host, reached]).toEqual([host, false]);
  }
});

test('a port that is taken is said to be so', async () => {
  const port = Number(new URL(server.origin).port);
  await expect(startServer({ router, pageDir: folder, port })).rejects.toMatchObject({ code: 'SERVE_PORT' });
});

test('closing ends what is open', async () => {
  const socket = await openOwnSocket();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const startedAt = performance.now();
  await server.close();
  expect(await closed).toBe(1001);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  server = await startServer({ router, pageDir: join(folder, 'page') });
});
