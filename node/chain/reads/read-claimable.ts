import type { Hex } from '../../../protocol/encoding/hex.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** Wei of LOAM that a claim would pay now; 0n before the epoch is final and after it was claimed. */
export function readClaimable(chain: ChainClient, epoch: bigint, account: Hex): Promise<bigint> {
  return chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.RewardPool,
      abi: rewardPoolAbi,
      functionName: 'claimable',
      args: [epoch, account],
      blockTag: chain.blockTag,
    }),
  );
}
