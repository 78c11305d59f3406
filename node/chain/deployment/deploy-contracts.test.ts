import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, createTestClient, createWalletClient, http } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEPLOYMENT_ORDER } from '../../../protocol/chain/deployment-order.ts';
import { LOCAL_NETWORK_PARAMETERS } from '../../../protocol/chain/local-parameters.ts';
import { changeParameters } from '../../../protocol/chain/network-parameters.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { type Anvil, startAnvil } from '../anvil.ts';
import { BASE_MODEL } from '../fixtures/test-network.ts';
import { compareCode } from './compare-code.ts';
import { type DeploymentStep, deployContracts } from './deploy-contracts.ts';
import { readJournal, writeJournal } from './deployment-journal.ts';
import { dryRun } from './dry-run.ts';
import { verifyDeployment } from './verify-deployment.ts';

const start = { parameters: LOCAL_NETWORK_PARAMETERS, baseModel: BASE_MODEL };
let dir: string;
let anvil: Anvil;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loam-deploy-'));
  anvil = await startAnvil({ dir: join(dir, 'chain') });
});

afterAll(async () => {
  await anvil.stop();
  rmSync(dir, { recursive: true, force: true });
});

const client = () => createPublicClient({ transport: http(anvil.url), cacheTime: 0, pollingInterval: 20 });
/** Each test deploys from a development account of its own. */
const accountOf = (index: number) =>
  mnemonicToAccount('test test test test test test test test test test test junk', { addressIndex: index });

interface Attempt {
  readonly account: number;
  readonly resume?: boolean;
  /** Breaks off before this many contracts are created. */
  readonly stopAt?: number;
  readonly parameters?: typeof LOCAL_NETWORK_PARAMETERS;
}

/** Deploys as the command does; says what it decided and made. */
async function attempt({ account, resume = false, stopAt, parameters = start.parameters }: Attempt) {
  const steps: DeploymentStep[] = [];
  const deployed = await deployContracts({
    client: client(),
    account: accountOf(account),
    baseModel: BASE_MODEL,
    parameters,
    journal: journalOf(account),
    resume,
    onStep: (step) => {
      steps.push(step);
      if (step.type === 'contract' && step.done === stopAt) throw new Error('the power went out');
    },
  });
  const decided = steps.filter(({ type }) => type !== 'contract');
  return { ...deployed, decided };
}

const journalOf = (account: number): string => join(dir, `${account}.json`);
const nonceOf = (account: number) => client().getTransactionCount({ address: accountOf(account).address });

test('a dry run tells what a deployment would do, and the deployment does that', async () => {
  const { address } = accountOf(1);
  const dry = await dryRun(client(), address, start);
  expect(dry).toMatchObject({ chainId: 31_337, deployer: address });
  expect(dry.contracts.map(({ contract }) => contract)).toEqual([...DEPLOYMENT_ORDER]);
  expect(dry.cost).toBeGreaterThan(0n);
  expect(dry.balance).toBeGreaterThan(dry.cost);
  expect(await nonceOf(1)).toBe(0);
  expect(await client().getCode({ address: dry.contracts[0]?.address ?? '0x' })).toBe(undefined);

  const { plan, gasUsed } = await attempt({ account: 1 });
  expect(dry.contracts.map((entry) => entry.address)).toEqual(plan.contracts.map((entry) => entry.address));
  expect(dry.contracts.reduce((sum, { gas }) => sum + gas, 0n)).toBe(gasUsed);
  for (const { bytes, codeBytes, gas } of dry.contracts) {
    expect(bytes).toBeGreaterThan(codeBytes);
    expect(codeBytes).toBeLessThan(24_576);
    expect(gas).toBeLessThan(12_000_000n);
  }
  expect(await compareCode(plan.addresses, (at) => client().getCode({ address: at }))).toBe('same');
  expect(readJournal(journalOf(1))).toBe(undefined);
});

test('parameters that a contract refuses are told before anything is sent', async () => {
  const refused = changeParameters(start.parameters, { committees: { sizes: [12, 6, 3, 0] } });
  await expect(
    dryRun(client(), accountOf(2).address, { ...start, parameters: refused }),
  ).rejects.toMatchObject({
    code: 'DEPLOY_FAILED',
    message: expect.stringContaining('Parameters would not be created'),
  });
});

test('half a deployment goes on where it stopped, at the addresses that were planned', async () => {
  await expect(attempt({ account: 3, stopAt: 7 })).rejects.toMatchObject({
    message: expect.stringContaining('power'),
  });
  expect(await nonceOf(3)).toBe(7);
  const journal = readJournal(journalOf(3));
  expect(journal?.contracts).toHaveLength(7);
  await expect(attempt({ account: 3 })).rejects.toMatchObject({ code: 'DEPLOY_BEGUN' });
  // It also died once between noting a transaction and sending it.
  const lost: Hex = `0x${'77'.repeat(32)}`;
  if (journal === undefined) throw new Error('no journal');
  const address = journal.contracts[0]?.address ?? '0x';
  writeJournal(journalOf(3), {
    ...journal,
    contracts: [...journal.contracts, { contract: 'Verdicts', nonce: 7, address, hash: lost }],
  });

  const { plan, decided } = await attempt({ account: 3, resume: true });
  expect(decided).toEqual([{ type: 'resumed', done: 7 }]);
  expect(plan.firstNonce).toBe(0);
  expect(plan.contracts.slice(0, 7).map((entry) => entry.address)).toEqual(
    journal.contracts.map((entry) => entry.address),
  );
  expect(await nonceOf(3)).toBe(DEPLOYMENT_ORDER.length);
  await verifyDeployment(client(), plan.addresses, start);
});

test('when the account sent something else in between, it says so and starts anew', async () => {
  await expect(attempt({ account: 4, stopAt: 5 })).rejects.toThrow();
  const wallet = createWalletClient({ account: accountOf(4), transport: http(anvil.url) });
  await wallet.sendTransaction({ chain: null, to: accountOf(5).address, value: 1n });
  const { plan, decided } = await attempt({ account: 4, resume: true });
  expect(decided).toEqual([
    { type: 'anew', reason: 'The account sent something else in the place of Randomness.' },
  ]);
  expect(plan.firstNonce).toBe(6);
});

test('another plan, another chain or an unreadable journal is no reason to go on', async () => {
  await expect(attempt({ account: 5, stopAt: 2 })).rejects.toThrow();
  const parameters = changeParameters(start.parameters, { epochs: { submitSeconds: 99 } });
  const { decided, plan } = await attempt({ account: 5, resume: true, parameters });
  expect(decided).toEqual([{ type: 'anew', reason: 'Its contracts, parameters or base model were others.' }]);
  expect(plan.firstNonce).toBe(2);

  await expect(attempt({ account: 6, stopAt: 1 })).rejects.toThrow();
  const text = readFileSync(journalOf(6), 'utf8');
  writeFileSync(journalOf(6), text.replace('31337', '5'));
  expect((await attempt({ account: 6, resume: true })).decided).toEqual([
    { type: 'anew', reason: 'It was begun on the chain 5.' },
  ]);
  writeFileSync(journalOf(7), text.slice(0, 40));
  expect((await attempt({ account: 7 })).decided).toEqual([]);
});

test('a network that is not what was sent is found out', async () => {
  const { plan } = await attempt({ account: 8 });
  const other = changeParameters(start.parameters, { rewards: { feesPpm: 1 } });
  await expect(
    verifyDeployment(client(), plan.addresses, { ...start, parameters: other }),
  ).rejects.toMatchObject({ code: 'DEPLOY_DIFFERS', data: { what: 'the reward rules' } });
  const control = createTestClient({ mode: 'anvil', transport: http(anvil.url) });
  await control.setCode({ address: plan.addresses.Scoring, bytecode: '0x00' });
  await expect(verifyDeployment(client(), plan.addresses, start)).rejects.toMatchObject({
    code: 'DEPLOY_DIFFERS',
    data: { what: 'the code of Scoring' },
  });
});
