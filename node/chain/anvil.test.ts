import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, createWalletClient, http } from 'viem';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { type Anvil, startAnvil } from './anvil.ts';
import { anvilPath } from './anvil-path.ts';
import { freePort, startAnvilProcess } from './anvil-process.ts';
import { endOrphan, isAlive } from './end-orphan.ts';
import { localGenesisAccount } from './local-faucet.ts';
import { copyState, stateFile } from './state-files.ts';

const SOMEBODY: Hex = '0x00000000000000000000000000000000000000aa';
let dir: string;
let running: Anvil[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-anvil-'));
  running = [];
});

afterEach(async () => {
  for (const anvil of running) await anvil.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startAnvil>[0]> = {}): Promise<Anvil> {
  const anvil = await startAnvil({ dir, ...options });
  running.push(anvil);
  return anvil;
}

const client = (anvil: Anvil) => createPublicClient({ transport: http(anvil.url), cacheTime: 0 });
const balance = (anvil: Anvil) => client(anvil).getBalance({ address: SOMEBODY });

/** Waits until the journal holds a block. */
async function keptUpTo(number: number): Promise<void> {
  const text = (): string => (existsSync(blocks()) ? readFileSync(blocks(), 'utf8') : '');
  await expect.poll(text, { timeout: 30_000 }).toContain(`"number":${number},`);
}

const blocks = () => join(dir, 'blocks.jsonl');

async function pay(anvil: Anvil, value: bigint): Promise<void> {
  const wallet = createWalletClient({ account: localGenesisAccount(), transport: http(anvil.url) });
  const hash = await wallet.sendTransaction({ chain: null, to: SOMEBODY, value });
  await client(anvil).waitForTransactionReceipt({ hash, pollingInterval: 50 });
}

test('it starts, answers on loopback with its chain id, and its state is there after a clean stop', async () => {
  const anvil = await start();
  expect(await client(anvil).getChainId()).toBe(31337);
  await pay(anvil, 5n);
  await anvil.stop();
  expect(isAlive(anvil.pid)).toBe(false);
  const again = await start();
  expect(again.port).toBe(anvil.port);
  expect(await balance(again)).toBe(5n);
});

test('kill -9 of the chain: it comes back on the same port with what was saved', async () => {
  const anvil = await start();
  await pay(anvil, 7n);
  await anvil.saved();
  const { pid } = anvil;
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => anvil.restarts, { timeout: 10_000 }).toBe(1);
  expect(anvil.pid).not.toBe(pid);
  expect(await balance(anvil)).toBe(7n);
});

test('kill -9 right after a receipt, again and again: the chain has every transaction and every block as before', async () => {
  const anvil = await start({ random: () => 0 });
  const chain = client(anvil);
  // Every process has a first block of its own; the next one names the right parent all the same.
  const hashes = [''];
  for (let round = 1; round <= 3; round++) {
    for (let i = 0; i < 4; i++) await pay(anvil, 1n);
    for (let n = hashes.length; n <= Number(await chain.getBlockNumber()); n++)
      hashes.push((await chain.getBlock({ blockNumber: BigInt(n) })).hash);
    await keptUpTo(hashes.length - 1);
    process.kill(anvil.pid, 'SIGKILL');
    await expect.poll(() => anvil.restarts, { timeout: 30_000 }).toBe(round);
    expect(await balance(anvil)).toBe(BigInt(round * 4));
    for (let n = 1; n < hashes.length; n++)
      expect((await chain.getBlock({ blockNumber: BigInt(n) })).hash).toBe(hashes[n]);
  }
});

test('a state that was never written is mined again from the first block on', async () => {
  const anvil = await start();
  await pay(anvil, 3n);
  const { hash } = await client(anvil).getBlock({ blockNumber: 1n });
  await keptUpTo(1);
  await anvil.stop();
  for (const name of ['state.json', 'state-a.json', 'state-b.json']) rmSync(join(dir, name), { force: true });
  const again = await start();
  expect(await balance(again)).toBe(3n);
  expect((await client(again).getBlock({ blockNumber: 1n })).hash).toBe(hash);
});

test('half a line at the end of the blocks, as a kill leaves it, costs that line only', async () => {
  const anvil = await start();
  for (let i = 0; i < 3; i++) await pay(anvil, 1n);
  await keptUpTo(3);
  await anvil.stop();
  const file = join(dir, 'blocks.jsonl');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.slice(0, -20));
  for (const name of ['state.json', 'state-a.json', 'state-b.json']) rmSync(join(dir, name), { force: true });
  const again = await start();
  expect(await balance(again)).toBe(2n);
  await pay(again, 40n);
  await keptUpTo(3);
  await again.stop();
  for (const name of ['state.json', 'state-a.json', 'state-b.json']) rmSync(join(dir, name), { force: true });
  expect(await balance(await start())).toBe(42n);
});

test('a chain that stops again and again rests, says so, and ends at once when asked to', async () => {
  const said: (string | undefined)[] = [];
  const anvil = await start({ random: () => 0, onCrash: (error) => said.push(error?.message) });
  for (let round = 1; round <= 5; round++) {
    process.kill(anvil.pid, 'SIGKILL');
    await expect.poll(() => said.length, { timeout: 30_000 }).toBe(round);
  }
  expect(said.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
  expect(said[4]).toMatch(/^The local chain stopped 5 times in 2 minutes; it rests until \d\d:\d\d:\d\d\./);
  const asked = Date.now();
  await anvil.stop();
  expect(Date.now() - asked).toBeLessThan(30_000);
});

test('a chain left behind by a killed node is ended, its state kept, and the port taken again', async () => {
  const script = join(import.meta.dirname, 'fixtures', 'hold-anvil.ts');
  const holder = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const orphan = await new Promise<{ pid: number; port: number }>((resolve) => {
    holder.stdout.once('data', (text: Buffer) => resolve(JSON.parse(text.toString())));
  });
  await pay({ url: `http://127.0.0.1:${orphan.port}` } as Anvil, 9n);
  const gone = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await gone;
  expect(isAlive(orphan.pid)).toBe(true);
  onTestFinished(() => {
    if (isAlive(orphan.pid)) process.kill(orphan.pid, 'SIGKILL');
  });
  const anvil = await start();
  expect(isAlive(orphan.pid)).toBe(false);
  expect(anvil.port).toBe(orphan.port);
  expect(await balance(anvil)).toBe(9n);
});

test('an ended chain counts as gone only when its port is free, though its main thread ends first', async () => {
  for (let round = 0; round < 10; round++) {
    const port = await freePort();
    const place = mkdtempSync(join(dir, 'orphan-'));
    const options = { program: anvilPath(), dir: place, port, chainId: 31_337, onSpawn: () => undefined };
    const child = await startAnvilProcess(options);
    expect(await endOrphan(child.pid ?? 0, stateFile(place))).toBe(true);
    expect(await freePort(port)).toBe(port);
  }
});

test('a port that comes free in time is waited for, one that does not is left', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await freePort(port, 60)).not.toBe(port);
  const timer = setTimeout(() => server.close(), 150);
  onTestFinished(() => clearTimeout(timer));
  expect(await freePort(port, 10_000)).toBe(port);
});

test('a stranger whose process number is in the record is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  try {
    expect(await endOrphan(stranger.pid ?? 0, join(dir, 'state.json'))).toBe(false);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  } finally {
    stranger.kill('SIGKILL');
  }
});

test('a port that somebody else took is not shared: the chain moves to another', async () => {
  const first = await start();
  await first.stop();
  const server = createServer().listen(first.port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    const anvil = await start();
    expect(anvil.port).not.toBe(first.port);
    expect(await client(anvil).getChainId()).toBe(31337);
  } finally {
    server.close();
  }
});

test('half a state file is replaced by the newest whole copy', async () => {
  const anvil = await start();
  await pay(anvil, 11n);
  await anvil.saved();
  copyState(dir);
  await anvil.stop();
  const file = join(dir, 'state.json');
  writeFileSync(file, readFileSync(file).subarray(0, 1_000));
  const again = await start();
  expect(await balance(again)).toBe(11n);
  expect(existsSync(join(dir, 'state.damaged.json'))).toBe(true);
});

test('a lost state is said, not replaced by an empty chain', async () => {
  writeFileSync(join(dir, 'state.json'), '{"block":');
  await expect(start()).rejects.toMatchObject({ code: 'CHAIN_STATE_LOST' });
});

test('a program that is not there is named', async () => {
  await expect(start({ anvilPath: join(dir, 'nothing') })).rejects.toMatchObject({ code: 'ANVIL_MISSING' });
  expect(execFileSync(anvilPath(), ['--version'], { encoding: 'utf8' })).toContain('anvil');
});
