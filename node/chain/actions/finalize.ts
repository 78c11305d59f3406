import { modelRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** Makes the proposal of a final epoch a version. Anyone may. Returns its number. */
export async function finalize(chain: ChainClient): Promise<number> {
  const receipt = await writeContract(chain, {
    contract: 'ModelRegistry',
    abi: modelRegistryAbi,
    functionName: 'finalize',
    args: [],
  });
  return Number(eventOf(receipt, modelRegistryAbi, 'VersionFinalized').args.version);
}
