import type { Hex } from '../../../protocol/encoding/hex.ts';
import { guardianAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** As a member of the elected guard: approves a pause of settlement and aggregation. The last approval needed starts it. Returns the transaction's hash. */
export async function approvePause(chain: ChainClient, args: { readonly reasonCid: Hex }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'Guardian',
    abi: guardianAbi,
    functionName: 'approvePause',
    args: [args.reasonCid],
  });
  return receipt.transactionHash;
}
