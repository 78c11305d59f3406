import { join } from 'node:path';
import { createTestClient, encodeFunctionData, http, keccak256, parseEther, stringToHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { loamTokenAbi } from '../../protocol/generated/abis.ts';
import { openDatabase } from '../database/open-database.ts';
import { register } from './actions/register.ts';
import { submit } from './actions/submit.ts';
import { type ChainClient, createChainClient } from './chain-client.ts';
import { deployNetwork } from './deploy.ts';
import { badServer } from './fixtures/bad-server.ts';
import { BASE_MODEL, type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { fundLocalAccount, localGenesisAccount } from './local-faucet.ts';
import { readBalances } from './reads/read-balances.ts';
import { readNode } from './reads/read-node.ts';
import { sendTransaction } from './send-transaction.ts';
import { watchChain } from './watch.ts';

const SUBMISSION = {
  cid: keccak256(stringToHex('x')),
  baseVersion: 0,
  metricsHash: keccak256(stringToHex('y')),
  confidencePpm: 1,
  stake: parseEther('100'),
};
let network: TestNetwork;

beforeAll(async () => {
  network = await testNetwork();
});
afterAll(() => network.stop());

const address = (chain: ChainClient): Hex => chain.account?.address ?? '0x';
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );
const deployAgain = (baseModel = BASE_MODEL) =>
  deployNetwork({ url: network.anvil.url, file: join(network.dir, 'network.json'), name: 'Test', baseModel });

const transfer = (to: Hex, value: bigint) =>
  encodeFunctionData({ abi: loamTokenAbi, functionName: 'transfer', args: [to, value] });

test('a network that stands is used again, by code and not by trust', async () => {
  expect(await deployAgain()).toMatchObject({
    id: network.descriptor.id,
    contracts: network.descriptor.contracts,
  });
  const control = createTestClient({ mode: 'anvil', transport: http(network.anvil.url) });
  const { Verdicts } = network.descriptor.contracts;
  const chain = await network.stranger();
  const bytecode = (await chain.public.getCode({ address: Verdicts })) ?? '0x';
  await control.setCode({ address: Verdicts, bytecode: `${bytecode.slice(0, -2)}00` as Hex });
  expect(await code(deployAgain())).toBe('NETWORK_CODE_DIFFERS');
  await control.setCode({ address: Verdicts, bytecode });
  expect((await deployAgain()).id).toBe(network.descriptor.id);
});

test('the faucet funds several new accounts at once', async () => {
  const chains = await Promise.all(Array.from({ length: 8 }, () => network.stranger()));
  await Promise.all(
    chains.map((chain) => fundLocalAccount(chain, { address: address(chain), loam: parseEther('3') })),
  );
  for (const chain of chains) {
    expect(await readBalances(chain, address(chain))).toEqual({
      eth: parseEther('10'),
      loam: parseEther('3'),
    });
  }
});

test('the faucet gives nothing on another network', async () => {
  const chain = await network.stranger();
  const elsewhere = { ...chain, descriptor: { ...chain.descriptor, rpcUrls: ['https://rpc.example.org'] } };
  expect(await code(fundLocalAccount(elsewhere, { address: address(chain) }))).toBe('FAUCET_NOT_LOCAL');
});

test('registering can be repeated and grows', async () => {
  const chain = await network.member(['learner'], parseEther('150'));
  const gossipKey: Hex = `0x02${'11'.repeat(32)}`;
  await register(chain, { roles: ['learner', 'validator'], stake: parseEther('250'), gossipKey });
  await register(chain, { roles: ['learner', 'validator'], stake: parseEther('250'), gossipKey });
  expect(await readNode(chain, address(chain))).toMatchObject({
    stake: parseEther('250'),
    roles: ['learner', 'validator'],
    gossipKey,
  });
  const other = register(chain, { roles: ['learner'], stake: 0n, gossipKey: `0x03${'22'.repeat(32)}` });
  expect(await code(other)).toBe('REGISTER_OTHER_KEY');
});

test('refusals come in words, with their numbers, and cost nothing', async () => {
  const chain = await network.member(['learner'], parseEther('150'));
  const before = await readBalances(chain, address(chain));
  await expect(submit(chain, { ...SUBMISSION, stake: parseEther('99') })).rejects.toMatchObject({
    code: 'CHAIN_STAKE_TOO_LOW',
    message: 'The stake of 99000000 units is below the minimum of 100000000 units of 10^12 wei.',
    hint: 'Stake more.',
  });
  expect(await code(submit(chain, { ...SUBMISSION, stake: 5n }))).toBe('STAKE_FORMAT');
  expect(await code(submit(chain, { ...SUBMISSION, baseVersion: 7 }))).toBe('CHAIN_STALE_BASE_VERSION');
  expect(await code(submit(chain, { ...SUBMISSION, stake: parseEther('151') }))).toBe('CHAIN_NOT_ELIGIBLE');
  expect((await readBalances(chain, address(chain))).eth).toBe(before.eth);
  const poor = await network.stranger();
  const data = transfer(address(chain), 0n);
  expect(await code(sendTransaction(poor, { to: chain.descriptor.contracts.LoamToken, data }))).toBe(
    'CHAIN_NO_ETH',
  );
});

test('transactions of one client take their turns', async () => {
  const chain = await network.stranger();
  await fundLocalAccount(chain, { address: address(chain), loam: 100n });
  const to: Hex = '0x00000000000000000000000000000000000000bb';
  const { LoamToken } = chain.descriptor.contracts;
  const sent = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      code(sendTransaction(chain, { to: LoamToken, data: transfer(to, i === 5 ? 10_000n : 1n) })),
    ),
  );
  expect(sent.filter((result) => result === 'no error')).toHaveLength(11);
  expect(sent[5]).toBe('CHAIN_ERC20_INSUFFICIENT_BALANCE');
  expect((await readBalances(chain, to)).loam).toBe(11n);
});

test('a chain that is killed in the middle: calls wait for it, watching goes on', async () => {
  const chain = await network.stranger();
  await fundLocalAccount(chain, { address: address(chain), loam: 10n });
  await network.anvil.saved();
  const abort = new AbortController();
  const watch = watchChain(chain, { signal: abort.signal, intervalMs: 50 });
  await watch.next();
  process.kill(network.anvil.pid, 'SIGKILL');
  const to: Hex = '0x00000000000000000000000000000000000000cc';
  await sendTransaction(chain, { to: chain.descriptor.contracts.LoamToken, data: transfer(to, 4n) });
  expect((await readBalances(chain, to)).loam).toBe(4n);
  const { value } = await watch.next();
  expect(value?.blockNumber).toBe(await chain.public.getBlockNumber());
  abort.abort();
  expect((await watch.next()).done).toBe(true);
});

test('another chain than the descriptor’s is refused, a silent one named', async () => {
  const { descriptor } = network;
  expect(await code(createChainClient({ descriptor: { ...descriptor, chainId: 5 } }))).toBe(
    'CHAIN_WRONG_NETWORK',
  );
  const nowhere = { ...descriptor, rpcUrls: ['http://127.0.0.1:9'] };
  expect(await code(createChainClient({ descriptor: nowhere, patienceMs: 0 }))).toBe('CHAIN_UNREACHABLE');
});

test('a client without an account reads but does not write; a closed one does neither', async () => {
  const reader = await createChainClient({ descriptor: network.descriptor });
  expect((await readBalances(reader, localGenesisAccount().address)).loam).toBeGreaterThan(0n);
  expect(await code(submit(reader, SUBMISSION))).toBe('CHAIN_NO_ACCOUNT');
  reader.close();
  expect(await code(readNode(reader, reader.descriptor.contracts.LoamToken))).toBe('CHAIN_CLOSED');
});

test('nothing is signed for contracts that are not those of this build; what was found is remembered', async () => {
  const control = createTestClient({ mode: 'anvil', transport: http(network.anvil.url) });
  const { Scoring, LoamToken } = network.descriptor.contracts;
  const server = await badServer(network.anvil.url);
  const descriptor = { ...network.descriptor, rpcUrls: [server.url] };
  const db = openDatabase({ file: ':memory:', key: new Uint8Array(32) });
  const account = privateKeyToAccount(generatePrivateKey());
  const give = async (other: Partial<typeof descriptor> = {}) => {
    const chain = await createChainClient({ descriptor: { ...descriptor, ...other }, account, db });
    return code(sendTransaction(chain, { to: LoamToken, data: transfer(account.address, 0n) }));
  };
  const asked = (method: string) => server.calls.filter((call) => call.method === method).length;
  const bytecode = (await (await network.stranger()).public.getCode({ address: Scoring })) ?? '0x';

  await control.setCode({ address: Scoring, bytecode: `${bytecode.slice(0, -2)}00` as Hex });
  expect(await give()).toBe('NETWORK_CODE_DIFFERS');
  await control.setCode({ address: Scoring, bytecode: '0x' });
  expect(await give()).toBe('NETWORK_CODE_MISSING');
  await control.setCode({ address: Scoring, bytecode });
  // The same code, but not the contract that the others work with.
  const twin: Hex = '0x00000000000000000000000000000000000000ee';
  await control.setCode({ address: twin, bytecode });
  const mixed = { ...descriptor.contracts, Scoring: twin };
  const found = (await createChainClient({ descriptor: { ...descriptor, contracts: mixed } })).descriptor;
  // The chain's own events set an address right before it is used.
  expect(found.contracts.Scoring).toBe(Scoring.toLowerCase());
  // A server that hides those events does not get through with it either.
  server.misdeed = ({ method }) => (method === 'eth_getLogs' ? () => [] : 'through');
  expect(await give({ contracts: mixed })).toBe('NETWORK_ADDRESSES_DIFFER');
  server.misdeed = () => 'through';
  expect(await give({ baseModel: `0x${'11'.repeat(32)}` })).toBe('NETWORK_MODEL_DIFFERS');
  expect(asked('eth_estimateGas')).toBe(0);

  // Trusted, and so only out of money.
  expect(await give()).toBe('CHAIN_NO_ETH');
  const before = asked('eth_getCode');
  expect(await give()).toBe('CHAIN_NO_ETH');
  expect(asked('eth_getCode')).toBe(before);
  db.close();
  await server.stop();
});
