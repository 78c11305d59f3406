import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { createTestClient, encodeFunctionData, http, parseEther, parseGwei } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamTokenAbi } from '../../../protocol/generated/abis.ts';
import { type Database, openDatabase } from '../../database/open-database.ts';
import { listTransactions } from '../../database/transactions.ts';
import { type ChainClient, createChainClient } from '../chain-client.ts';
import { badServer } from '../fixtures/bad-server.ts';
import type { DieOrder } from '../fixtures/send-and-die.ts';
import { addressOf, type TestNetwork, testNetwork } from '../fixtures/test-network.ts';
import { MAX_FEE_PER_GAS, MAX_TRANSACTION_GAS } from '../limits.ts';
import { fundLocalAccount } from '../local-faucet.ts';
import { readBalances } from '../reads/read-balances.ts';
import { sendTransaction } from '../send-transaction.ts';
import { recoverTransactions } from './recover-transactions.ts';
import { replaceTransaction } from './replace-transaction.ts';
import { resendForgotten } from './resend-forgotten.ts';
import { viewTransactions } from './view-transactions.ts';

let network: TestNetwork;
let receivers = 0;

beforeAll(async () => {
  network = await testNetwork();
});
afterAll(() => network.stop());

const control = () => createTestClient({ mode: 'anvil', transport: http(network.anvil.url) });
const receiver = (): Hex => `0x${(0xabc000 + ++receivers).toString(16).padStart(40, '0')}`;
const transfer = (to: Hex, value: bigint) =>
  encodeFunctionData({ abi: loamTokenAbi, functionName: 'transfer', args: [to, value] });
const giving = (chain: ChainClient, to: Hex, value: bigint) =>
  sendTransaction(chain, { to: chain.descriptor.contracts.LoamToken, data: transfer(to, value) });
const loamOf = async (chain: ChainClient, address: Hex) => (await readBalances(chain, address)).loam;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

/** A funded account with a database of its own. */
async function sender(options: Partial<Parameters<typeof createChainClient>[0]> = {}) {
  const key = generatePrivateKey();
  const account = privateKeyToAccount(key);
  const file = join(network.dir, `${account.address}.db`);
  const db: Database = openDatabase({ file, key: new Uint8Array(32).fill(7) });
  const chain = await createChainClient({ descriptor: network.descriptor, account, db, ...options });
  await fundLocalAccount(chain, { address: account.address, loam: parseEther('10') });
  const journal = () =>
    listTransactions(db, { network: network.descriptor.id, account: account.address }, 10);
  return { key, account, file, db, chain, journal };
}

/** Lets transactions wait in the pool until the returned function is called. */
async function holdBack(): Promise<() => Promise<void>> {
  await control().setAutomine(false);
  return async () => {
    await control().mine({ blocks: 1 });
    await control().setAutomine(true);
  };
}

const POINTS = [
  'before write 0',
  'after write 0',
  'before eth_sendRawTransaction 0',
  'after eth_sendRawTransaction 0',
  'after write 1',
  'before eth_getTransactionReceipt 0',
  'after eth_getTransactionReceipt 0',
  'after write 2',
];

test('a process that is killed between any two steps: the same call after it is done exactly once', async () => {
  const descriptor = join(network.dir, 'network.json');
  await Promise.all(
    POINTS.map(async (at) => {
      const { key, account, file, db, chain } = await sender();
      db.close();
      chain.close();
      const to = receiver();
      const data = transfer(to, 3n);
      const target = network.descriptor.contracts.LoamToken;
      const order: DieOrder = { descriptor, db: file, key, to: target, data, at };
      const script = join(import.meta.dirname, '../fixtures/send-and-die.ts');
      const ended = await new Promise<{ signal: unknown; stdout: string }>((done) => {
        execFile(process.execPath, [script, JSON.stringify(order)], (error, stdout, stderr) =>
          done({ signal: error?.signal ?? stderr, stdout }),
        );
      });
      expect({ at, ...ended }).toEqual({ at, signal: 'SIGKILL', stdout: '' });

      const again = openDatabase({ file, key: new Uint8Array(32).fill(7) });
      const restarted = await createChainClient({ descriptor: network.descriptor, account, db: again });
      await sendTransaction(restarted, { to: target, data });
      expect({ at, received: await loamOf(restarted, to) }).toEqual({ at, received: 3n });
      // And once more because it is wanted once more.
      await sendTransaction(restarted, { to: target, data });
      expect({ at, received: await loamOf(restarted, to) }).toEqual({ at, received: 6n });
      again.close();
    }),
  );
});

test('what was sent before a restart is waited for, and not sent again when the contract would refuse it now', async () => {
  const first = await sender();
  const [one, two] = [receiver(), receiver()];
  const mine = await holdBack();
  // The process ends while the transaction waits: here only its memory does.
  void giving(first.chain, one, 5n).catch(() => undefined);
  await expect.poll(() => first.journal()[0]?.attempts[0]?.sentAt, { timeout: 30_000 }).toBeTypeOf('number');
  const { db, account } = first;
  const second = await createChainClient({ descriptor: network.descriptor, account, db });
  const next = giving(second, two, 7n);
  await mine();
  await next;
  expect([await loamOf(second, one), await loamOf(second, two)]).toEqual([5n, 7n]);
});

test('what was never sent is left out after a restart when the contract would refuse it by then', async () => {
  const { chain, account, db, journal } = await sender();
  const friend = await sender();
  const { LoamToken: to } = chain.descriptor.contracts;
  const args = [addressOf(friend.chain), parseEther('100')] as const;
  await sendTransaction(chain, {
    to,
    data: encodeFunctionData({ abi: loamTokenAbi, functionName: 'approve', args }),
  });
  const { descriptor } = network;
  const dying = await createChainClient({
    descriptor,
    account,
    db,
    wrapTransport: (transport) => (settings) => {
      const inner = transport(settings);
      const request = (call: { method: string }) =>
        call.method === 'eth_sendRawTransaction'
          ? new Promise(() => undefined)
          : inner.request(call as never);
      return { ...inner, request: request as typeof inner.request };
    },
  });
  const [wanted, elsewhere] = [receiver(), receiver()];
  void giving(dying, wanted, parseEther('8')).catch(() => undefined);
  await expect.poll(() => journal().length, { timeout: 30_000 }).toBe(2);
  const taking = [addressOf(chain), elsewhere, parseEther('9')] as const;
  await sendTransaction(friend.chain, {
    to,
    data: encodeFunctionData({ abi: loamTokenAbi, functionName: 'transferFrom', args: taking }),
  });
  const restarted = await createChainClient({ descriptor, account, db });
  expect(await recoverTransactions(restarted)).toBe(1);
  const [dropped] = journal();
  expect(dropped?.state).toBe('dropped');
  await giving(restarted, wanted, 2n);
  expect(journal()[0]).toMatchObject({ nonce: dropped?.nonce, state: 'succeeded' });
  expect(await loamOf(restarted, wanted)).toBe(2n);
});

test('a transaction that was told to be mined and whose block the chain has left is sent again', async () => {
  const { chain } = await sender();
  const to = receiver();
  await giving(chain, to, 5n);
  expect(await resendForgotten(chain)).toBe(0);
  await control().request({ method: 'anvil_reorg', params: [1, []] } as never);
  expect(await loamOf(chain, to)).toBe(0n);
  expect(await resendForgotten(chain)).toBe(1);
  await expect.poll(() => loamOf(chain, to), { timeout: 30_000 }).toBe(5n);
  expect(await resendForgotten(chain)).toBe(0);
  await giving(chain, to, 5n);
  expect(await loamOf(chain, to)).toBe(10n);
});

test('a stuck transaction is sent again with an eighth more at least, and only one of them is mined', async () => {
  const { chain, journal } = await sender({ stuckMs: 200 });
  const to = receiver();
  const mine = await holdBack();
  const given = giving(chain, to, 5n);
  await expect
    .poll(() => journal()[0]?.attempts.filter(({ sentAt }) => sentAt !== null).length, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(3);
  await mine();
  const receipt = await given;
  const [{ attempts, state, nonce, hash, what } = { attempts: [] as never[] }] = journal();
  for (const [i, { maxFee, priorityFee }] of attempts.slice(1).entries()) {
    const before = attempts[i];
    expect(maxFee * 1_000n).toBeGreaterThanOrEqual((before?.maxFee ?? 0n) * 1_125n);
    expect((priorityFee ?? 0n) * 1_000n).toBeGreaterThanOrEqual((before?.priorityFee ?? 0n) * 1_125n);
  }
  expect({ state, hash, what }).toEqual({
    state: 'succeeded',
    hash: receipt.transactionHash,
    what: 'LoamToken.transfer',
  });
  expect(attempts.map((attempt) => attempt.hash)).toContain(receipt.transactionHash);
  expect(await loamOf(chain, to)).toBe(5n);
  expect(await chain.public.getTransactionCount({ address: addressOf(chain) })).toBe((nonce ?? 0) + 1);
});

test('a cancelled transaction does nothing and says so', async () => {
  const { chain, journal } = await sender();
  const to = receiver();
  const mine = await holdBack();
  const given = codeOf(giving(chain, to, 5n));
  await expect.poll(() => journal()[0]?.attempts[0]?.sentAt, { timeout: 30_000 }).toBeTypeOf('number');
  const { id } = journal()[0] ?? { id: 0 };
  expect(viewTransactions(chain)[0]).toMatchObject({
    id,
    state: 'open',
    tries: 1,
    what: 'LoamToken.transfer',
  });
  await replaceTransaction(chain, id, 'cancel');
  await mine();
  expect(await given).toBe('CHAIN_CANCELLED');
  expect(await loamOf(chain, to)).toBe(0n);
  expect(viewTransactions(chain)[0]).toMatchObject({ id, state: 'cancelled', tries: 2 });
  expect(await codeOf(replaceTransaction(chain, id, 'speed-up'))).toBe('TRANSACTION_ENDED');
  await giving(chain, to, 6n);
  expect(await loamOf(chain, to)).toBe(6n);
});

test('a nonce that another program of the same account used is noticed', async () => {
  const { chain, account, journal } = await sender();
  const other = await createChainClient({ descriptor: network.descriptor, account, stuckMs: 200 });
  const [lost, won] = [receiver(), receiver()];
  const mine = await holdBack();
  const given = codeOf(giving(chain, lost, 5n));
  await expect.poll(() => journal()[0]?.attempts[0]?.sentAt, { timeout: 30_000 }).toBeTypeOf('number');
  const raw = await account.signTransaction({
    type: 'eip1559',
    chainId: network.descriptor.chainId,
    nonce: journal()[0]?.nonce ?? 0,
    to: network.descriptor.contracts.LoamToken,
    data: transfer(won, 6n),
    gas: 200_000n,
    maxFeePerGas: parseGwei('100'),
    maxPriorityFeePerGas: parseGwei('50'),
  });
  await other.public.sendRawTransaction({ serializedTransaction: raw });
  await mine();
  expect(await given).toBe('CHAIN_NONCE_TAKEN');
  expect([await loamOf(chain, lost), await loamOf(chain, won)]).toEqual([0n, 6n]);
  await giving(chain, lost, 7n);
  expect(await loamOf(chain, lost)).toBe(7n);
});

test('a server that takes a transaction and goes away before it says so: the transaction is there once', async () => {
  let drops = 0;
  const server = await badServer(network.anvil.url, ({ method }, response) => {
    if (method !== 'eth_sendRawTransaction' || ++drops > 1) return 'through';
    return () => {
      response.socket?.destroy();
      return null;
    };
  });
  const { chain } = await sender({ descriptor: { ...network.descriptor, rpcUrls: [network.anvil.url] } });
  const behind = await createChainClient({
    descriptor: { ...network.descriptor, rpcUrls: [server.url] },
    account: chain.account,
  });
  const to = receiver();
  await giving(behind, to, 4n);
  expect(drops).toBeGreaterThan(0);
  expect(await loamOf(chain, to)).toBe(4n);
  await server.stop();
});

test('more gas or a higher fee than the limits is refused in words before anything is signed', async () => {
  const { chain, journal } = await sender();
  const to = receiver();
  // Hashes 2.6 MB of memory, which costs about 14 million gas.
  await control().setCode({ address: to, bytecode: '0x6300299a0060002000' });
  expect(await codeOf(sendTransaction(chain, { to, data: '0x' }))).toBe('CHAIN_GAS_TOO_HIGH');
  expect(MAX_TRANSACTION_GAS).toBeLessThan(14_000_000n);
  await control().setNextBlockBaseFeePerGas({ baseFeePerGas: MAX_FEE_PER_GAS });
  await control().mine({ blocks: 1 });
  expect(await codeOf(giving(chain, receiver(), 1n))).toBe('CHAIN_FEE_TOO_HIGH');
  expect(journal()).toEqual([]);
});
