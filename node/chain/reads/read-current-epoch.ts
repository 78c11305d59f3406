import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** Number of the newest epoch; 0n before the first submission. */
export function readCurrentEpoch(chain: ChainClient): Promise<bigint> {
  return chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.EpochManager,
      abi: epochManagerAbi,
      functionName: 'currentEpoch',
      blockTag: chain.blockTag,
    }),
  );
}
