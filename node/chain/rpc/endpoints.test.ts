import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, createTestClient, http } from 'viem';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Anvil, startAnvil } from '../anvil.ts';
import { explainChainError } from '../explain-chain-error.ts';
import { type BadServer, badServer, json, type Misdeed, refuse } from '../fixtures/bad-server.ts';
import { LOCAL_CHAIN_ID, MAX_RPC_ANSWER_BYTES, RPC_BEHIND_BLOCKS } from '../limits.ts';
import { readLogs } from '../read-logs.ts';
import { RpcEndpoints } from './endpoints.ts';

let dir: string;
let anvil: Anvil;
const open: { stop(): Promise<void> | void }[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loam-rpc-'));
  anvil = await startAnvil({ dir });
});
afterAll(async () => {
  await anvil.stop();
  rmSync(dir, { recursive: true, force: true });
});
afterEach(async () => {
  for (const part of open.splice(0)) await part.stop();
});

const server = async (misdeed?: Misdeed): Promise<BadServer> => {
  const made = await badServer(anvil.url, misdeed);
  open.push(made);
  return made;
};
const connect = (servers: readonly BadServer[], patienceMs = 10_000, urls: readonly string[] = []) => {
  const endpoints = new RpcEndpoints({
    urls: [...servers.map(({ url }) => url), ...urls],
    chainId: LOCAL_CHAIN_ID,
    patienceMs,
  });
  open.push({ stop: () => endpoints.close() });
  const client = createPublicClient({ transport: endpoints.transport(), cacheTime: 0 });
  const head = () => client.getBlockNumber({ cacheTime: 0 });
  return { endpoints, client, head };
};
const failing = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it passed'),
    (error: unknown) => explainChainError(error),
  );
const mine = (blocks: number) =>
  createTestClient({ mode: 'anvil', transport: http(anvil.url) }).mine({ blocks });

/** Ways to be of no use. */
const USELESS: Record<string, Misdeed> = {
  'drops the connection': (_, response) => {
    response.socket?.destroy();
    return 'handled';
  },
  'answers 503': (_, response) => json(response, { error: 'overloaded' }, 503),
  'answers garbage': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"jsonrpc":"2.0","id":1,"resu');
    return 'handled';
  },
  'answers a web page': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html>Log in to the hotel’s network</html>');
    return 'handled';
  },
  'answers JSON of something else': (_, response) => json(response, { weather: 'fine' }),
  'sends on to elsewhere': (_, response) => {
    response.writeHead(307, { location: anvil.url });
    response.end();
    return 'handled';
  },
  'answers without end': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const part = Buffer.alloc(1024 * 1024, ' ');
    let sent = 0;
    const more = (): void => {
      while (!response.destroyed && sent < MAX_RPC_ANSWER_BYTES * 4) {
        sent += part.length;
        if (!response.write(part)) {
          response.once('drain', more);
          return;
        }
      }
    };
    more();
    return 'handled';
  },
  'is of another chain': ({ method }) => (method === 'eth_chainId' ? () => '0x5' : 'through'),
  'asks for a pause': (_, response) => json(response, {}, 429, { 'retry-after': '120' }),
};

test.each(Object.entries(USELESS))(
  'a server that %s is left for the next one, and named when it is the only one',
  async (name, misdeed) => {
    const bad = await server(misdeed);
    const good = await server();
    const both = connect([bad, good]);
    expect(await both.head()).toBeGreaterThanOrEqual(0n);
    expect(await both.head()).toBeGreaterThanOrEqual(0n);
    expect(both.endpoints.states).toMatchObject([
      { host: bad.host, isUsed: false, problem: expect.any(String) },
      { host: good.host, isUsed: true, problem: null },
    ]);
    // It was asked, failed, and is left alone.
    expect(bad.calls).toHaveLength(1);

    const alone = await failing(connect([bad], 300).head());
    const code = { 'is of another chain': 'CHAIN_WRONG_NETWORK', 'asks for a pause': 'CHAIN_RATE_LIMITED' }[
      name
    ];
    expect(alone).toMatchObject({ code: code ?? 'CHAIN_UNREACHABLE', hint: expect.any(String) });
    expect(String(alone.data?.servers)).toContain(bad.host);
  },
);

test('a server that is away for a while is waited for, and its pause grows', async () => {
  const bad = await server(USELESS['drops the connection']);
  const { head } = connect([bad]);
  const answer = head();
  await expect.poll(() => bad.calls.length, { timeout: 30_000 }).toBeGreaterThan(3);
  bad.misdeed = () => 'through';
  expect(await answer).toBeGreaterThanOrEqual(0n);
  const times = bad.calls.slice(0, 4).map(({ at }) => at);
  const pauses = times.slice(1).map((at, i) => at - (times[i] ?? 0));
  expect(pauses[0]).toBeGreaterThanOrEqual(140);
  expect(pauses[1]).toBeGreaterThanOrEqual(290);
  expect(pauses[2]).toBeGreaterThanOrEqual(590);
});

test.each([
  ['HTTP 429', (response: Parameters<Misdeed>[1]) => json(response, {}, 429, { 'retry-after': '1' })],
  ['code -32005', undefined],
  ['code -32016', undefined],
] as const)('a pause that a server asks for by %s is kept', async (how, answer) => {
  let refusals = 0;
  const bad = await server((call, response) => {
    if (refusals > 0) return 'through';
    refusals++;
    if (answer !== undefined) return answer(response);
    return refuse(response, call, Number(how.slice(5)), 'rate limit exceeded');
  });
  const { head } = connect([bad]);
  expect(await head()).toBeGreaterThanOrEqual(0n);
  const [first, second] = bad.calls;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
});

test('a server far behind the others is not asked, nor one that claims to be far ahead believed', async () => {
  await mine(RPC_BEHIND_BLOCKS + 2);
  const stale = await server(({ method }) => (method === 'eth_blockNumber' ? () => '0x0' : 'through'));
  const liar = await server(({ method }) => (method === 'eth_blockNumber' ? () => '0xffffff' : 'through'));
  const [good, other] = [await server(), await server()];
  const { endpoints, client } = connect([stale, good, liar, other]);
  await client.getGasPrice();
  expect(endpoints.states.map(({ problem }) => problem)).toEqual(['is behind the others', null, null, null]);
  expect(good.calls.map(({ method }) => method)).toContain('eth_gasPrice');
});

test('a server that falls behind later is left at the next look', async () => {
  const stale = await server();
  const good = await server();
  const { endpoints, head } = connect([stale, good]);
  await endpoints.check();
  const frozen = `0x${(await head()).toString(16)}`;
  stale.misdeed = ({ method }) => (method === 'eth_blockNumber' ? () => frozen : 'through');
  await mine(RPC_BEHIND_BLOCKS + 1);
  await endpoints.check();
  expect(await head()).toBe(BigInt(frozen) + BigInt(RPC_BEHIND_BLOCKS) + 1n);
});

test('one server answers all of a read; when it fails in the middle the read begins again', async () => {
  const first = await server();
  const second = await server();
  const { endpoints, client } = connect([first, second]);
  let runs = 0;
  const read = () =>
    endpoints.inOne(async () => {
      if (++runs === 2) first.misdeed = USELESS['answers 503'] as Misdeed;
      const id = await client.getChainId();
      if (runs === 3) first.misdeed = USELESS['answers 503'] as Misdeed;
      return endpoints.inOne(async () => [
        id,
        await client.getGasPrice(),
        await client.getBlockNumber({ cacheTime: 0 }),
      ]);
    });
  await read();
  // What both were asked to see how far they are.
  expect(second.calls.splice(0).map(({ method }) => method)).toEqual(['eth_chainId', 'eth_blockNumber']);
  await read();
  expect(runs).toBe(3);
  expect(second.calls.map(({ method }) => method)).toEqual(
    expect.arrayContaining(['eth_chainId', 'eth_gasPrice', 'eth_blockNumber']),
  );
});

test('a refusal of the chain is no failure of its server', async () => {
  const [first, second] = [await server(), await server()];
  const { endpoints, client } = connect([first, second]);
  const { code } = await failing(client.request({ method: 'eth_sendRawTransaction', params: ['0x01'] }));
  expect(code).toBe('CHAIN_FAILED');
  expect(endpoints.states.map(({ problem }) => problem)).toEqual([null, null]);
});

test('searches for events get narrower until a server takes them', async () => {
  const { number } = await createPublicClient({ transport: http(anvil.url) }).getBlock();
  let widest = 0;
  const picky = await server((call, response) => {
    if (call.method !== 'eth_getLogs') return 'through';
    const [{ fromBlock, toBlock }] = call.params as [{ fromBlock: string; toBlock: string }];
    const width = Number(toBlock) - Number(fromBlock) + 1;
    if (width > 3) return refuse(response, call, -32005, 'query returned more than 10000 results');
    widest = Math.max(widest, width);
    return 'through';
  });
  const { client, endpoints } = connect([picky]);
  const found = await readLogs(client, { addresses: [`0x${'aa'.repeat(20)}`], from: 0, to: Number(number) });
  expect(found.logs).toEqual([]);
  expect(widest).toBeLessThanOrEqual(3);
  expect(widest).toBeGreaterThan(1);
  expect(endpoints.states[0]?.problem).toBeNull();
});
