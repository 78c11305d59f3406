import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Asks for `amount` wei of stake back (a multiple of 10^12); what stays must be nothing or the minimum. Asking again restarts the time. Returns the transaction's hash. */
export async function requestUnbond(chain: ChainClient, args: { readonly amount: bigint }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'requestUnbond',
    args: [args.amount],
  });
  return receipt.transactionHash;
}
