import { modelRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** Whether a proposed version is through its challenge and waits for `finalize`. */
export function readFinalizable(chain: ChainClient): Promise<boolean> {
  return chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.ModelRegistry,
      abi: modelRegistryAbi,
      functionName: 'finalizable',
      blockTag: chain.blockTag,
    }),
  );
}
