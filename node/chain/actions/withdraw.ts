import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Pays out the stake whose time of unbonding is over. Returns the transaction's hash. */
export async function withdraw(chain: ChainClient): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'withdraw',
    args: [],
  });
  return receipt.transactionHash;
}
