import type { Hex } from '../../../protocol/encoding/hex.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** What an epoch owes an account by role, claimed or not; wei of LOAM. */
export interface RewardDue {
  readonly asLearner: bigint;
  readonly asValidator: bigint;
  readonly asAggregator: bigint;
}

/** Reads what a settled epoch owes an account. The aggregator's part counts once the epoch is final. */
export async function readDue(chain: ChainClient, epoch: bigint, account: Hex): Promise<RewardDue> {
  const [asLearner, asValidator, asAggregator] = await chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.RewardPool,
      abi: rewardPoolAbi,
      functionName: 'dueOf',
      args: [epoch, account],
      blockTag: chain.blockTag,
    }),
  );
  return { asLearner, asValidator, asAggregator };
}

/** What a settled epoch pays in all, wei of LOAM. */
export function readReward(chain: ChainClient, epoch: bigint): Promise<bigint> {
  return chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.RewardPool,
      abi: rewardPoolAbi,
      functionName: 'rewardOf',
      args: [epoch],
      blockTag: chain.blockTag,
    }),
  );
}
