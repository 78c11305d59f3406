import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Brings the weights and votes of nodes up to date with their stake and reputation. Anyone may. Returns the transaction's hash. */
export async function refresh(
  chain: ChainClient,
  args: { readonly numbers: readonly number[] },
): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'refresh',
    args: [args.numbers],
  });
  return receipt.transactionHash;
}
