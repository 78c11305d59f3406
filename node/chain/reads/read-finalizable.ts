import { modelRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** Whether the proposal of a final epoch waits for `finalize`. */
export function readFinalizable(chain: ChainClient): Promise<boolean> {
  return readContract(chain, {
    contract: 'ModelRegistry',
    abi: modelRegistryAbi,
    functionName: 'finalizable',
    args: [],
  });
}
