import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestClient, http, parseEther } from 'viem';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { approve } from '../../node/chain/actions/approve.ts';
import { register } from '../../node/chain/actions/register.ts';
import { type ChainClient, createChainClient } from '../../node/chain/chain-client.ts';
import { addressOf, type TestNetwork, testNetwork } from '../../node/chain/fixtures/test-network.ts';
import { fundLocalAccount } from '../../node/chain/local-faucet.ts';
import { readNode } from '../../node/chain/reads/read-node.ts';
import { openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import { runCommand } from '../run-command.ts';

let network: TestNetwork;
let own: ChainClient;
let place: string[];

beforeAll(async () => {
  network = await testNetwork();
  const dir = join(network.dir, 'data');
  openDataFolder(dir).close();
  const { signer } = await openKeystore({ dir });
  own = await createChainClient({ descriptor: network.descriptor, account: signer.account });
  await fundLocalAccount(own, { address: signer.address, loam: parseEther('2000') });
  await register(own, {
    roles: ['validator'],
    stake: parseEther('500'),
    gossipKey: `0x02${'11'.repeat(32)}`,
  });
  await approve(own, { spender: 'NodeRegistry', amount: parseEther('1000') });
  place = ['--network', join(network.dir, 'network.json'), '--data-dir', dir];
}, 60_000);
afterAll(() => network.stop());

const control = () => createTestClient({ mode: 'anvil', transport: http(network.anvil.url) });
const STAKE = ['wallet', 'stake', '10', '--yes', '--json'];
const staked = async () => (await readNode(own, addressOf(own))).stake - parseEther('500');
const sentCount = (blockTag: 'latest' | 'pending') =>
  own.public.getTransactionCount({ address: addressOf(own), blockTag });

/** Runs a command line in this process. */
async function loam(...args: string[]) {
  const said = { out: '', err: '' };
  const into = (key: 'out' | 'err') => (text: string | Uint8Array) => {
    said[key] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(into('out'));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(into('err'));
  try {
    const code = await runCommand([...args, ...(args.includes('--data-dir') ? [] : place)]);
    return { code, ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

function inProcess(...args: string[]): ChildProcess {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const entry = join(import.meta.dirname, '..', 'loam.ts');
  return spawn(process.execPath, [entry, ...args, ...place], { env, stdio: 'ignore' });
}

test('keys behind a passphrase open with it, from a file or the environment, and not without', async () => {
  const dir = join(network.dir, 'locked');
  openDataFolder(dir).close();
  const { signer } = await openKeystore({ dir, passphrase: 'four green hills' });
  const status = [
    'wallet',
    'status',
    '--json',
    '--network',
    join(network.dir, 'network.json'),
    '--data-dir',
    dir,
  ];
  const inFile = (text: string) => {
    writeFileSync(join(network.dir, 'words.txt'), `${text}\n`);
    return loam(...status, '--passphrase-file', join(network.dir, 'words.txt'));
  };
  expect((await inFile('five green hills')).err).toContain('(KEYS_PASSPHRASE_WRONG)');
  const right = await inFile('four green hills');
  expect(JSON.parse(right.out)).toMatchObject({ address: signer.address, stake: '0' });
  vi.stubEnv('LOAM_PASSPHRASE', 'four green hills');
  expect((await loam(...status)).out).toBe(right.out);
  vi.unstubAllEnvs();
}, 60_000);

test('a command that is killed after it has sent does not send again; a second one at once is refused', async () => {
  const sentBefore = await sentCount('latest');
  await control().setAutomine(false);
  const killed = inProcess(...STAKE);
  const ended = once(killed, 'exit');
  try {
    await expect.poll(() => sentCount('pending'), { timeout: 60_000 }).toBe(sentBefore + 1);
    const second = await loam(...STAKE);
    expect(second.code).toBe(3);
    expect(second.err).toContain('(COMMAND_SENDING)');
  } finally {
    killed.kill('SIGKILL');
    await ended;
    await control().mine({ blocks: 1 });
    await control().setAutomine(true);
  }
  expect(await staked()).toBe(parseEther('10'));

  const again = await loam(...STAKE);
  expect(again.err).toContain('An earlier command was cut off');
  expect(again.err).toContain('NodeRegistry.addStake went through.');
  expect(again.err).toContain('it is not sent again');
  expect(again.code).toBe(0);
  const { transaction } = JSON.parse(again.out);
  expect((await own.public.getTransactionReceipt({ hash: transaction })).status).toBe('success');
  expect([await staked(), await sentCount('latest')]).toEqual([parseEther('10'), sentBefore + 1]);

  // Wanted once more, it is done once more.
  expect((await loam(...STAKE)).code).toBe(0);
  expect([await staked(), await sentCount('latest')]).toEqual([parseEther('20'), sentBefore + 2]);
}, 120_000);
