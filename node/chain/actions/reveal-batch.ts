import { parseEventLogs, type TransactionReceipt } from 'viem';
import type { Attestation } from '../../../protocol/attestation/attestation-typed-data.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** An attestation with what leads from it to its validator's commitment. */
export interface ProvenAttestation {
  readonly attestation: Attestation;
  /** Siblings from the leaf to the root of the validator's Merkle tree. */
  readonly proof: readonly Hex[];
}

/** What became of posted attestations. */
export interface Revealed {
  readonly revealed: number;
  readonly skipped: number;
  readonly hash: Hex;
}

/** Posts attestations of any validators; anyone may. Those that the contract will not take are skipped and counted. */
export async function revealBatch(
  chain: ChainClient,
  batch: readonly ProvenAttestation[],
): Promise<Revealed> {
  const receipt = await writeContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'revealBatch',
    args: [batch.map(({ attestation }) => attestation), batch.map(({ proof }) => proof)],
  });
  return countRevealed(receipt);
}

/** Counts what a receipt's events say. */
export function countRevealed(receipt: TransactionReceipt): Revealed {
  const events = parseEventLogs({ abi: verdictsAbi, logs: receipt.logs });
  return {
    revealed: events.filter((event) => event.eventName === 'Revealed').length,
    skipped: events.filter((event) => event.eventName === 'AttestationSkipped').length,
    hash: receipt.transactionHash,
  };
}
