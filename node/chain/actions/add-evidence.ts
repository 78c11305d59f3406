import type { Hex } from '../../../protocol/encoding/hex.ts';
import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Adds a document to an open dispute by the sha2-256 digest of its CID. Returns the transaction's hash. */
export async function addEvidence(
  chain: ChainClient,
  args: { readonly id: bigint; readonly evidenceCid: Hex },
): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'addEvidence',
    args: [args.id, args.evidenceCid],
  });
  return receipt.transactionHash;
}
