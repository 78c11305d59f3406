import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { digestToCid } from '../../../protocol/cid/cid-digest.ts';
import type { NetworkDescriptor } from '../../../protocol/network/network-descriptor.ts';
import { advanceCursor, type FollowerCursor, startCursor } from '../../chain/follower-cursor.ts';
import { type Database, openDatabase } from '../../database/open-database.ts';
import { applyStep } from '../apply-step.ts';
import { randomBlock, seeded } from '../fixtures/random-events.ts';
import { createIndexRouter } from '../index-router.ts';
import { INDEX_MIGRATIONS } from '../index-schema.ts';
import { recordGossip } from '../record-gossip.ts';
import { MAX_CONNECTIONS_PER_ADDRESS } from './limits.ts';
import { type IndexServer, startIndexServer } from './start-index-server.ts';

const dir = mkdtempSync(join(tmpdir(), 'loam-index-http-'));
const word = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const;
let db: Database;
let server: IndexServer;
let port: number;

beforeAll(async () => {
  db = openDatabase({ file: join(dir, 'index.db'), key: null, migrations: INDEX_MIGRATIONS });
  const random = seeded(11);
  let cursor: FollowerCursor | undefined;
  for (let n = 1; n <= 250; n++) {
    const made = randomBlock(n, random);
    const checkpoint = { number: n, hash: made.block.hash, events: true };
    const next = advanceCursor(cursor ?? startCursor(0), checkpoint, n);
    applyStep(db, { type: 'add', ...made, cursor: next }, cursor);
    cursor = next;
  }
  for (let i = 0; i < 5; i++)
    recordGossip(
      db,
      {
        epoch: 3,
        index: i,
        validator: `0x${'0'.repeat(39)}1`,
        pass: true,
        utilityPpm: 5,
        uniquenessPpm: 9,
        digest: word(1),
        salt: word(2),
        proof: [],
        signature: `0x${'ab'.repeat(65)}`,
      },
      1_700_000_000,
    );
  server = await startIndexServer({
    router: createIndexRouter(db, { id: 'test', chainId: 1, deploymentBlock: 0 } as NetworkDescriptor),
    port: 0,
    rate: { burst: 100_000 },
  });
  port = Number(new URL(server.origin).port);
});
afterAll(async () => {
  await server.close();
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

function ask(path: string, options: { method?: string; headers?: Record<string, string>; at?: number } = {}) {
  return new Promise<Reply>((resolve, reject) => {
    const { method = 'GET', headers = {}, at = port } = options;
    const request = httpRequest(
      { host: '127.0.0.1', port: at, path, method, headers, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    request.on('error', reject).end();
  });
}

/** Sends bytes as they are; resolves with everything that came back when the connection ends. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data) => {
      said += data.toString('latin1');
    });
    socket.on('error', () => undefined).on('close', () => resolve(said));
  });
}

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string().min(5),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['query', 'path']), schema: z.looseObject({}) }))
    .optional(),
  responses: z.object({
    '200': z.object({
      description: z.string(),
      content: z.object({ 'application/json': z.object({ schema: z.looseObject({}) }) }),
    }),
  }),
});
const documentSchema = z.object({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string().startsWith('/v1/'), z.strictObject({ get: operationSchema })),
});

test('openapi.json describes what is served: every answer of every path fits its schema', async () => {
  const document = documentSchema.parse(JSON.parse((await ask('/openapi.json')).body));
  const paths = Object.entries(document.paths);
  expect(paths.length).toBe(14);
  let answered = 0;
  for (const [path, { get }] of paths) {
    const declared = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(get.parameters?.filter((p) => p.in === 'path').map(({ name }) => name) ?? []).toEqual(declared);
    const { schema } = get.responses['200'].content['application/json'];
    const answer = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    for (const n of [0, 1, 2, 3]) {
      const address = `0x${n.toString(16).padStart(40, '0')}`;
      const values: Record<string, string> = { address, cid: digestToCid(word(n)).toString() };
      const real = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? String(n));
      const { status, body } = await ask(real);
      expect([200, 404], `${real} ${body}`).toContain(status);
      if (status !== 200) continue;
      answer.parse(JSON.parse(body));
      answered++;
    }
  }
  expect(answered).toBeGreaterThan(30);
});

test('a list comes whole in pages, each row once', async () => {
  for (const list of [
    'submissions',
    'attestations',
    'nodes',
    'payments',
    'proposals',
    'disputes',
    'models',
  ]) {
    const whole = JSON.parse((await ask(`/v1/${list}?limit=200`)).body);
    expect(whole.next, list).toBeNull();
    expect(whole.rows.length, list).toBeGreaterThan(2);
    const rows: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { rows: unknown[]; next: string | null } = JSON.parse(
        (await ask(`/v1/${list}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)).body,
      );
      expect(page.rows.length).toBeLessThanOrEqual(2);
      rows.push(...page.rows);
      cursor = page.next;
    }
    expect(rows, list).toEqual(whole.rows);
  }
  const gossip = JSON.parse((await ask('/v1/attestations?source=gossip&epoch=3')).body);
  expect(gossip.rows).toHaveLength(5);
  expect(JSON.stringify(gossip)).not.toContain(word(2));
  const trail = JSON.parse((await ask(`/v1/trail/${digestToCid(word(3))}?limit=200`)).body);
  const places = trail.rows.map(
    (row: { block: number; logIndex: number }) => row.block * 1000 + row.logIndex,
  );
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(trail.rows.length).toBeGreaterThan(10);
});

test('an answer that is known already is not sent again; HEAD sends none', async () => {
  const { headers, body } = await ask('/v1/nodes');
  const tag = String(headers.etag);
  expect(tag).toMatch(/^"[A-Za-z0-9_-]{32}"$/);
  for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
    const again = await ask('/v1/nodes', { headers: { 'If-None-Match': known } });
    expect(again).toMatchObject({ status: 304, body: '' });
    expect(again.headers.etag).toBe(tag);
  }
  expect((await ask('/v1/nodes', { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  const head = await ask('/v1/nodes', { method: 'HEAD' });
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(head.headers).toMatchObject({ etag: tag, 'content-length': String(Buffer.byteLength(body)) });
  expect(head.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  expect(head.headers['content-security-policy']).toContain("default-src 'none'");
  expect(head.headers['access-control-allow-origin']).toBeUndefined();
});

test.each([
  ['/v1/models?limit=0', 400],
  ['/v1/models?limit=100000', 400],
  ['/v1/models?limit=1;DROP', 400],
  ['/v1/models?cursor=!!', 400],
  ['/v1/models?cursor=W10', 400],
  ['/v1/models?cursor=eyJhIjoxfQ', 400],
  ['/v1/models?limit[a]=1', 400],
  [`/v1/nodes/0x${'0'.repeat(39)}' OR 1=1`.replaceAll(' ', '%20'), 400],
  ['/v1/submissions?learner=0x1', 400],
  ['/v1/trail/nonsense', 400],
  ['/v1/models/999999', 404],
  ['/v1/../../etc/passwd', 404],
  ['//other/v1/models', 404],
  ['/%E0%A4%A', 404],
  ['/', 404],
  ['/v1/models?%', 414],
])('%s ends with %i and a sentence', async (path, status) => {
  const reply = await ask(status === 414 ? path.replace('%', 'x'.repeat(2_000)) : path);
  expect(reply.status, reply.body).toBe(status);
  const { message } = JSON.parse(reply.body);
  expect(message).toMatch(/[.]$|valid/);
  expect(reply.body).not.toMatch(/ {4}at |SELECT|node:/);
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('%s is refused', async (method) => {
  expect(await ask('/v1/nodes', { method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
});

test('a page elsewhere whose name points here is refused', async () => {
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port}.evil.example`])
    expect((await ask('/v1/nodes', { headers: { Host: host } })).status).toBe(421);
  expect((await ask('/v1/nodes', { headers: { Host: `localhost:${port}` } })).status).toBe(200);
});

test('requests that are none, too long or never end are cut off', async () => {
  expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  const own = `Host: 127.0.0.1:${port}\r\n`;
  expect(await raw(`GET /v1/nodes HTTP/1.1\r\n${own}X: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431 /,
  );
  expect(await raw(`GET /v1/nodes HTTP/1.1\r\n${own}Content-Length: 5\r\n\r\nhello`)).toMatch(
    /^HTTP\/1.1 400 /,
  );
  expect(await raw(`CONNECT x:1 HTTP/1.1\r\n${own}\r\n`)).toBe('');
  expect(await raw(`GET / HTTP/1.1\r\n${own}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)).toBe('');
  const slow = performance.now();
  expect(await raw(`GET /v1/nodes HTTP/1.1\r\n${own}X-Slow: `)).toMatch(/^HTTP\/1.1 408 /);
  expect(performance.now() - slow).toBeLessThan(30_000);
}, 60_000);

test('one client gets so many connections and no more', async () => {
  const closed: boolean[] = [];
  const sockets = Array.from({ length: MAX_CONNECTIONS_PER_ADDRESS + 20 }, (_, i) => {
    const socket = connect(port, '127.0.0.1');
    closed[i] = false;
    return socket
      .on('error', () => undefined)
      .on('close', () => {
        closed[i] = true;
      });
  });
  await expect.poll(() => closed.filter(Boolean).length, { timeout: 30_000 }).toBe(20);
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => closed.every(Boolean), { timeout: 30_000 }).toBe(true);
  await expect
    .poll(async () => (await ask('/v1/status').catch(() => undefined))?.status, { timeout: 30_000 })
    .toBe(200);
}, 60_000);

test('too many requests have to wait', async () => {
  const strict = await startIndexServer({
    router: createIndexRouter(db, { id: 'test', chainId: 1, deploymentBlock: 0 } as NetworkDescriptor),
    port: 0,
    rate: { burst: 3, perSecond: 0.01 },
  });
  const at = Number(new URL(strict.origin).port);
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await ask('/v1/status', { at })).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  expect(Number((await ask('/v1/status', { at })).headers['retry-after'])).toBeGreaterThan(1);
  await strict.close();
});

test('beyond loopback only when asked for', async () => {
  const router = createIndexRouter(db, { id: 'test', chainId: 1, deploymentBlock: 0 } as NetworkDescriptor);
  for (const host of ['0.0.0.0', '::', 'localhost', 'example.org'])
    await expect(startIndexServer({ router, port: 0, host })).rejects.toMatchObject({ code: 'INDEX_HOST' });
  const open = await startIndexServer({ router, port: 0, host: '0.0.0.0', allowOthers: true });
  const at = Number(new URL(open.origin).port);
  expect((await ask('/v1/status', { at, headers: { Host: 'index.example' } })).status).toBe(200);
  await open.close();
});
