import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';
import type { ProvenAttestation } from './reveal-batch.ts';

/** Opens one attestation of a commitment. Anyone may. Returns the transaction's hash. */
export async function reveal(chain: ChainClient, { attestation, proof }: ProvenAttestation): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'reveal',
    args: [attestation, proof],
  });
  return receipt.transactionHash;
}
