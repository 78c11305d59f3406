import type { Hex } from '../../../protocol/encoding/hex.ts';
import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Draws the jury that a dispute awaits, two blocks after it was asked for. Anyone may. Returns the transaction's hash. */
export async function drawJury(chain: ChainClient, args: { readonly id: bigint }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'drawJury',
    args: [args.id],
  });
  return receipt.transactionHash;
}
