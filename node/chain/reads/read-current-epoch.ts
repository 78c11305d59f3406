import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** Number of the newest epoch; 0n before the first submission. */
export function readCurrentEpoch(chain: ChainClient): Promise<bigint> {
  return readContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'currentEpoch',
    args: [],
  });
}
