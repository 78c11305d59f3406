import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAnvil } from '../chain/anvil.ts';
import { createChainClient } from '../chain/chain-client.ts';
import { type BadServer, badServer } from '../chain/fixtures/bad-server.ts';
import { type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readServers } from '../chain/rpc/own-servers.ts';
import { openDatabase } from '../database/open-database.ts';
import { setServers } from './set-servers.ts';

let network: TestNetwork;
let mirror: BadServer;

beforeAll(async () => {
  network = await testNetwork();
  // Another address of the same chain.
  mirror = await badServer(network.anvil.url);
});

afterAll(async () => {
  await mirror.stop();
  await network.stop();
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

test('servers are added, put first, taken away, and kept for the next start', async () => {
  const { descriptor } = network;
  const own = descriptor.rpcUrls[0] ?? '';
  const db = openDatabase({ file: ':memory:', key: new Uint8Array(32) });
  const chain = await createChainClient({ descriptor });
  const session = { chain, descriptor, context: { db } } as never;
  expect(readServers(db, descriptor)).toEqual([own]);

  const servers = await setServers(session, [mirror.url, own]);
  expect(servers).toMatchObject([
    { url: mirror.url, isUsed: true, problem: null },
    { url: own, isUsed: false },
  ]);
  expect(servers[0]?.latencyMs).toBeGreaterThanOrEqual(0);
  expect(readServers(db, descriptor)).toEqual([mirror.url, own]);
  // The network's own server moved: its place in the list is what was kept.
  const moved = { ...descriptor, rpcUrls: ['http://127.0.0.1:9'] };
  expect(readServers(db, moved)).toEqual([mirror.url, 'http://127.0.0.1:9']);

  const asked = mirror.calls.length;
  await chain.public.getBalance({ address: descriptor.contracts.LoamToken });
  expect(mirror.calls.length).toBeGreaterThan(asked);
  await setServers(session, [own]);
  expect(readServers(db, descriptor)).toEqual([own]);
  expect(chain.servers).toHaveLength(1);
  chain.close();
  db.close();
});

test('a server of another chain, with other contracts, or that does not answer is refused and nothing changes', async () => {
  const { descriptor } = network;
  const own = descriptor.rpcUrls[0] ?? '';
  const db = openDatabase({ file: ':memory:', key: new Uint8Array(32) });
  const chain = await createChainClient({ descriptor });
  const session = { chain, descriptor, context: { db } } as never;
  const dir = mkdtempSync(join(tmpdir(), 'loam-other-chain-'));
  const other = await startAnvil({ dir, chainId: 99 });
  const empty = await badServer(network.anvil.url, ({ method }) =>
    method === 'eth_getCode' ? () => '0x' : 'through',
  );
  try {
    expect(await codeOf(setServers(session, [own, other.url]))).toBe('CHAIN_WRONG_NETWORK');
    expect(await codeOf(setServers(session, [empty.url, own]))).toBe('NETWORK_CODE_MISSING');
    expect(await codeOf(setServers(session, ['http://127.0.0.1:9', own]))).toBe('CHAIN_UNREACHABLE');
    expect(chain.servers.map(({ url }) => url)).toEqual([own]);
    expect(readServers(db, descriptor)).toEqual([own]);
  } finally {
    await empty.stop();
    await other.stop();
    rmSync(dir, { recursive: true, force: true });
    chain.close();
    db.close();
  }
});
