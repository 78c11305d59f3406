import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** Epoch that a submission of now belongs to, and the model version that it must build on. */
export async function readNextTerms(chain: ChainClient): Promise<{ epoch: bigint; baseVersion: number }> {
  const [epoch, baseVersion] = await readContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'nextTerms',
    args: [],
  });
  return { epoch, baseVersion: Number(baseVersion) };
}
