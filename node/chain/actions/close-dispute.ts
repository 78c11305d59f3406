import type { Hex } from '../../../protocol/encoding/hex.ts';
import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Carries out a ruling that nobody can appeal any more. Anyone may. Returns the transaction's hash. */
export async function closeDispute(chain: ChainClient, args: { readonly id: bigint }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'close',
    args: [args.id],
  });
  return receipt.transactionHash;
}
