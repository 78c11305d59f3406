import { isAddressEqual, parseEventLogs } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamTokenAbi, rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import type { RewardDue } from './read-due.ts';

/** A paid reward. */
export interface PaidReward extends RewardDue {
  readonly account: Hex;
  /** Wei of LOAM that the pool moved to the account in the same transaction. */
  readonly transferred: bigint;
  readonly hash: Hex;
}

/** The rewards of an epoch that were paid, from the pool's events and the token's transfers. */
export async function readClaims(chain: ChainClient, epoch: bigint): Promise<PaidReward[]> {
  const { RewardPool, LoamToken } = chain.descriptor.contracts;
  const claims = await chain.reading(() =>
    chain.public.getContractEvents({
      address: RewardPool,
      abi: rewardPoolAbi,
      eventName: 'Claimed',
      args: { epoch },
      fromBlock: BigInt(chain.descriptor.deploymentBlock),
      toBlock: 'latest',
      strict: true,
    }),
  );
  return Promise.all(
    claims.map(async ({ args, transactionHash: hash }) => {
      const receipt = await chain.reading(() => chain.public.getTransactionReceipt({ hash }));
      const transfers = parseEventLogs({ abi: loamTokenAbi, eventName: 'Transfer', logs: receipt.logs });
      const transferred = transfers
        .filter(
          ({ address, args: { from, to } }) =>
            isAddressEqual(address, LoamToken) &&
            isAddressEqual(from, RewardPool) &&
            isAddressEqual(to, args.account),
        )
        .reduce((sum, transfer) => sum + transfer.args.value, 0n);
      const { account, asLearner, asValidator, asAggregator } = args;
      return { account, asLearner, asValidator, asAggregator, transferred, hash };
    }),
  );
}
