import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  http,
  type PublicClient,
  parseEther,
} from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { startAnvil } from '../anvil.ts';
import { explainChainError } from '../explain-chain-error.ts';
import { DEPLOY_POLL_MS, MAX_TRANSACTION_GAS } from '../limits.ts';
import { type DeploymentPlan, type NetworkStart, planDeployment } from './deployment-plan.ts';
import { verifyDeployment } from './verify-deployment.ts';

/** One contract as it would be created. */
export interface DryContract {
  readonly contract: string;
  readonly address: Hex;
  /** Bytes of its transaction's data, and of its code on chain. */
  readonly bytes: number;
  readonly codeBytes: number;
  readonly gas: bigint;
}

/** What a deployment would do. */
export interface DryRun {
  readonly chainId: number;
  readonly deployer: Hex;
  /** What the deployer has, wei of the chain's own currency, and what the gas would cost at the present price. */
  readonly balance: bigint;
  readonly cost: bigint;
  readonly contracts: readonly DryContract[];
}

/**
 * Carries a deployment out on a chain of its own, made for the purpose and thrown away, with the deployer's address, its
 * count of transactions and the chain's id: the addresses, the sizes and the gas are those of the real one, and the
 * result is verified. The real chain is only asked, nothing is sent to it.
 *
 * @throws LoamError `DEPLOY_FAILED` with the contract that would fail and why, `DEPLOY_DIFFERS`, and what starting a local
 * chain throws
 */
export async function dryRun(
  client: PublicClient,
  deployer: Hex,
  start: NetworkStart,
  options: { readonly anvilPath?: string } = {},
): Promise<DryRun> {
  const dir = mkdtempSync(join(tmpdir(), 'loam-dry-run-'));
  try {
    const [chainId, nonce, balance, price] = await Promise.all([
      client.getChainId(),
      client.getTransactionCount({ address: deployer, blockTag: 'pending' }),
      client.getBalance({ address: deployer }),
      client.getGasPrice(),
    ]);
    const plan = planDeployment(deployer, nonce, start);
    const anvil = await startAnvil({ dir, chainId, ...options });
    try {
      const contracts = await rehearse(anvil.url, plan, start);
      const gas = contracts.reduce((sum, entry) => sum + entry.gas, 0n);
      return { chainId, deployer, balance, cost: gas * price, contracts };
    } finally {
      await anvil.stop();
    }
  } catch (error) {
    throw explainChainError(error);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function rehearse(url: string, plan: DeploymentPlan, start: NetworkStart): Promise<DryContract[]> {
  const transport = http(url);
  const client = createPublicClient({ transport, cacheTime: 0, pollingInterval: DEPLOY_POLL_MS });
  const control = createTestClient({ mode: 'anvil', transport });
  const { deployer, firstNonce } = plan;
  await control.impersonateAccount({ address: deployer });
  await control.setBalance({ address: deployer, value: parseEther('1000000') });
  await control.setNonce({ address: deployer, nonce: firstNonce });
  const wallet = createWalletClient({ account: deployer, transport });
  const contracts: DryContract[] = [];
  for (const { contract, address, data } of plan.contracts) {
    const hash = await wallet.sendTransaction({ chain: null, data, gas: MAX_TRANSACTION_GAS });
    const { status, gasUsed } = await client.waitForTransactionReceipt({ hash });
    if (status !== 'success') {
      const why = await client.call({ account: deployer, data }).then(
        () => 'It needs too much gas.',
        (error: unknown) => explainChainError(error).message,
      );
      throw new LoamError('DEPLOY_FAILED', `The contract ${contract} would not be created. ${why}`);
    }
    const code = (await client.getCode({ address })) ?? '0x';
    contracts.push({ contract, address, bytes: byteLength(data), codeBytes: byteLength(code), gas: gasUsed });
  }
  await verifyDeployment(client, plan.addresses, start);
  return contracts;
}

function byteLength(hex: Hex): number {
  return (hex.length - 2) / 2;
}
