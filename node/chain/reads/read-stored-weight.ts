import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** The reward weight of a submission as the contract keeps it now; 0 unless accepted. What was settled is in the events. */
export async function readStoredWeight(chain: ChainClient, epoch: bigint, index: bigint): Promise<bigint> {
  const { weight } = await readContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'submission',
    args: [epoch, index],
  });
  return weight;
}
