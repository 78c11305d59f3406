import type { PublicClient } from 'viem';
import { DEPLOYMENT_ORDER } from '../../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { explainChainError, explainRevert } from '../explain-chain-error.ts';
import { type NetworkStart, planDeployment } from './deployment-plan.ts';

/** One contract as it would be created. */
export interface DryContract {
  readonly contract: string;
  readonly address: Hex;
  /** Bytes of its transaction's data. */
  readonly bytes: number;
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
 * Carries a deployment out on a copy of the chain's state that the chain's own server makes and forgets
 * (`eth_simulateV1`); nothing is sent.
 *
 * @throws LoamError `DRY_RUN_UNSUPPORTED` when the server cannot do that, `DEPLOY_FAILED` with the contract that would
 * fail and why
 */
export async function dryRun(client: PublicClient, deployer: Hex, start: NetworkStart): Promise<DryRun> {
  try {
    const [chainId, nonce, balance, price] = await Promise.all([
      client.getChainId(),
      client.getTransactionCount({ address: deployer, blockTag: 'pending' }),
      client.getBalance({ address: deployer }),
      client.getGasPrice(),
    ]);
    const plan = planDeployment(deployer, nonce, start);
    // A block for each: together they need more gas than one holds.
    const blocks = await client
      .simulateBlocks({
        blocks: plan.contracts.map(({ data }) => ({ calls: [{ account: deployer, data, to: undefined }] })),
      })
      .catch((cause: unknown) => {
        throw new LoamError(
          'DRY_RUN_UNSUPPORTED',
          'The chain’s server cannot try transactions without sending them.',
          {
            hint: 'Use a server that knows eth_simulateV1, or try on a local chain.',
            cause,
          },
        );
      });
    const contracts = plan.contracts.map(({ contract, address, data }, i): DryContract => {
      const call = blocks[i]?.calls[0];
      if (call?.status !== 'success') {
        const why = call === undefined || call.data === '0x' ? undefined : explainRevert(call.data).message;
        throw new LoamError(
          'DEPLOY_FAILED',
          `The contract ${contract} would not be created. ${why ?? ''}`.trim(),
        );
      }
      return { contract, address, bytes: (data.length - 2) / 2, gas: call.gasUsed };
    });
    const gas = contracts.reduce((sum, entry) => sum + entry.gas, 0n);
    if (contracts.length !== DEPLOYMENT_ORDER.length)
      throw new LoamError('DEPLOY_FAILED', 'Contracts are missing.');
    return { chainId, deployer, balance, cost: gas * price, contracts };
  } catch (error) {
    throw explainChainError(error);
  }
}
