import { encodeFunctionData, parseEventLogs } from 'viem';
import type { Attestation } from '../../../protocol/attestation/attestation-typed-data.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { sendTransaction } from '../send-transaction.ts';

/** An attestation with its validator's EIP-712 signature. */
export interface SignedAttestation {
  readonly attestation: Attestation;
  readonly signature: Hex;
}

/** Posts attestations; anyone may. Those that the contract will not take are skipped and counted. */
export async function revealBatch(
  chain: ChainClient,
  batch: readonly SignedAttestation[],
): Promise<{ revealed: number; skipped: number; hash: Hex }> {
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.Verdicts,
    data: encodeFunctionData({
      abi: verdictsAbi,
      functionName: 'revealBatch',
      args: [batch.map((item) => item.attestation), batch.map((item) => item.signature)],
    }),
  });
  const events = parseEventLogs({ abi: verdictsAbi, logs: receipt.logs });
  return {
    revealed: events.filter((event) => event.eventName === 'Revealed').length,
    skipped: events.filter((event) => event.eventName === 'AttestationSkipped').length,
    hash: receipt.transactionHash,
  };
}
