import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';
import { approve } from './approve.ts';

/** Bonds `amount` more wei of LOAM (a multiple of 10^12), approving it first. Returns the transaction's hash. */
export async function addStake(chain: ChainClient, args: { readonly amount: bigint }): Promise<Hex> {
  await approve(chain, { spender: 'NodeRegistry', amount: args.amount });
  const receipt = await writeContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'addStake',
    args: [args.amount],
  });
  return receipt.transactionHash;
}
