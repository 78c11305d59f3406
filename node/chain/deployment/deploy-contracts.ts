import type { LocalAccount, PublicClient, TransactionReceipt } from 'viem';
import { keccak256 } from 'viem';
import { DEPLOYMENT_ORDER } from '../../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { explainChainError } from '../explain-chain-error.ts';
import { GAS_MARGIN_PERCENT, RECEIPT_MS } from '../limits.ts';
import { unlessMissing } from '../unless-missing.ts';
import { compareContractCode } from './compare-code.ts';
import { type DeploymentJournal, readJournal, removeJournal, writeJournal } from './deployment-journal.ts';
import {
  type DeploymentPlan,
  type NetworkStart,
  type PlannedContract,
  planDeployment,
} from './deployment-plan.ts';
import { verifyDeployment } from './verify-deployment.ts';

/** What {@link deployContracts} needs. */
export interface DeployContractsOptions extends NetworkStart {
  readonly client: PublicClient;
  /** Creates the contracts; it must send nothing else meanwhile. */
  readonly account: LocalAccount;
  /** File that keeps what was sent, so that a failure half way loses nothing. */
  readonly journal: string;
  /** Goes on with what the journal holds; otherwise a journal is an error. */
  readonly resume: boolean;
  /** Told before each contract, and what was decided about an earlier attempt. */
  readonly onStep?: (step: DeploymentStep) => void;
}

/** What a deployment does now. */
export type DeploymentStep =
  | { readonly type: 'contract'; readonly contract: string; readonly done: number; readonly of: number }
  | { readonly type: 'resumed'; readonly done: number }
  | { readonly type: 'anew'; readonly reason: string };

/** A network that stands. */
export interface DeployedContracts {
  readonly plan: DeploymentPlan;
  /** Block of the first contract. */
  readonly block: { readonly number: bigint; readonly hash: Hex };
  /** Gas that all transactions of this run used. */
  readonly gasUsed: bigint;
}

/**
 * Creates the contracts of a network one after the other and verifies the result: code, directory, token, timelock.
 * What is sent is in the journal before it leaves, so after a crash a second call with `resume` finds what stands and
 * sends the rest with the numbers that were planned. When the account has sent something else in between, the
 * addresses that the first contracts know can no longer be reached: it says so and starts anew.
 *
 * @throws LoamError `DEPLOY_BEGUN` when there is a journal and `resume` is not set, `DEPLOY_FAILED`, what
 * {@link planDeployment} and {@link verifyDeployment} throw, and `CHAIN_…`
 */
export async function deployContracts(options: DeployContractsOptions): Promise<DeployedContracts> {
  const { client, journal: file, onStep } = options;
  try {
    const chainId = await client.getChainId();
    const known = readJournal(file);
    if (known !== undefined && !options.resume)
      throw new LoamError('DEPLOY_BEGUN', 'A deployment to a chain was begun and not finished.', {
        hint: `Go on with it by --resume, or remove ${file} to start anew.`,
      });
    const { plan, journal } = await begin(options, chainId, known);
    let block: DeployedContracts['block'] | undefined;
    let gasUsed = 0n;
    for (const [done, planned] of plan.contracts.entries()) {
      const { contract } = planned;
      onStep?.({ type: 'contract', contract, done, of: DEPLOYMENT_ORDER.length });
      const sent = journal.contracts.find((entry) => entry.contract === contract);
      const receipt =
        (sent === undefined ? undefined : await receiptOf(client, sent.hash, planned)) ??
        (await create(options, planned, (hash) => {
          const { nonce, address } = planned;
          journal.contracts = [
            ...journal.contracts.filter((entry) => entry.contract !== contract),
            { contract, nonce, address, hash },
          ];
          writeJournal(file, journal);
        }));
      if (receipt.status !== 'success')
        throw new LoamError('DEPLOY_FAILED', `The contract ${contract} could not be created.`, {
          data: { contract, hash: receipt.transactionHash },
        });
      gasUsed += receipt.gasUsed;
      block ??= { number: receipt.blockNumber, hash: receipt.blockHash };
    }
    await verifyDeployment(client, plan.addresses, options);
    removeJournal(file);
    if (block === undefined) throw new LoamError('DEPLOY_FAILED', 'There was nothing to create.');
    return { plan, block, gasUsed };
  } catch (error) {
    throw explainChainError(error);
  }
}

/** The plan to carry out: the journal's while its numbers are still free, otherwise a new one. */
async function begin(
  { client, account, onStep, ...start }: DeployContractsOptions,
  chainId: number,
  known: DeploymentJournal | undefined,
): Promise<{ plan: DeploymentPlan; journal: DeploymentJournal }> {
  const deployer = account.address.toLowerCase() as Hex;
  const nonce = await client.getTransactionCount({ address: deployer, blockTag: 'pending' });
  if (known !== undefined) {
    const plan = planDeployment(deployer, known.firstNonce, start);
    const broken = await whyBroken(client, plan, known, { chainId, nonce });
    if (broken === undefined) {
      onStep?.({ type: 'resumed', done: nonce - known.firstNonce });
      return { plan, journal: known };
    }
    onStep?.({ type: 'anew', reason: broken });
  }
  const plan = planDeployment(deployer, nonce, start);
  const journal: DeploymentJournal = {
    format: 'loam-deployment/1',
    chainId,
    deployer,
    firstNonce: nonce,
    plan: plan.hash,
    contracts: [],
  };
  writeJournal(start.journal, journal);
  return { plan, journal };
}

/** Why a journal's plan cannot be carried out any more, in words; undefined when it can. */
async function whyBroken(
  client: PublicClient,
  plan: DeploymentPlan,
  known: DeploymentJournal,
  now: { readonly chainId: number; readonly nonce: number },
): Promise<string | undefined> {
  if (known.chainId !== now.chainId) return `It was begun on the chain ${known.chainId}.`;
  if (known.deployer !== plan.deployer) return `It was begun by ${known.deployer}.`;
  if (known.plan !== plan.hash) return 'Its contracts, parameters or base model were others.';
  if (now.nonce < known.firstNonce) return 'The chain has forgotten transactions of the account.';
  // Every number that is used up must have created its contract, or still be on its way.
  for (const { contract, address, nonce } of plan.contracts) {
    if (nonce >= now.nonce) break;
    const code = compareContractCode(contract, await client.getCode({ address }));
    if (code === 'same') continue;
    const sent = known.contracts.find((entry) => entry.contract === contract);
    const pending =
      sent === undefined ? undefined : await client.getTransaction({ hash: sent.hash }).catch(unlessMissing);
    if (pending === undefined || pending.blockNumber !== null)
      return `The account sent something else in the place of ${contract}.`;
  }
  return undefined;
}

/** The receipt of a transaction that was sent before; undefined when the chain does not know it. */
async function receiptOf(
  client: PublicClient,
  hash: Hex,
  { address }: PlannedContract,
): Promise<TransactionReceipt | undefined> {
  const known = await client.getTransaction({ hash }).catch(unlessMissing);
  if (known === undefined) {
    const code = await client.getCode({ address });
    if (code === undefined) return undefined;
    throw new LoamError('DEPLOY_FAILED', `There is a contract at ${address} that another transaction made.`);
  }
  return client.waitForTransactionReceipt({ hash, timeout: RECEIPT_MS });
}

async function create(
  { client, account }: DeployContractsOptions,
  { data, nonce }: PlannedContract,
  onHash: (hash: Hex) => void,
): Promise<TransactionReceipt> {
  const [chainId, estimate, fees] = await Promise.all([
    client.getChainId(),
    client.estimateGas({ account, data }),
    client.estimateFeesPerGas(),
  ]);
  const gas = (estimate * (100n + GAS_MARGIN_PERCENT)) / 100n;
  const signed = await account.signTransaction({ type: 'eip1559', chainId, data, nonce, gas, ...fees });
  const hash = keccak256(signed);
  onHash(hash);
  await client.sendRawTransaction({ serializedTransaction: signed });
  return client.waitForTransactionReceipt({ hash, timeout: RECEIPT_MS });
}
