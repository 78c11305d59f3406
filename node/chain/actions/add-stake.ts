import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeWithAllowance } from '../write-with-allowance.ts';

/** Bonds `amount` more wei of LOAM (a multiple of 10^12), approving it first. Returns the transaction's hash. */
export async function addStake(chain: ChainClient, args: { readonly amount: bigint }): Promise<Hex> {
  const receipt = await writeWithAllowance(
    chain,
    { spender: 'NodeRegistry', amount: args.amount },
    {
      contract: 'NodeRegistry',
      abi: nodeRegistryAbi,
      functionName: 'addStake',
      args: [args.amount],
    },
  );
  return receipt.transactionHash;
}
