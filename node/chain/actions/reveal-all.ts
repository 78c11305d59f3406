import type { Attestation } from '../../../protocol/attestation/attestation-typed-data.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';
import { countRevealed, type Revealed } from './reveal-batch.ts';

/** Opens a whole commitment of one validator: all its attestations of the round, in the order of its tree. Anyone may. */
export async function revealAll(chain: ChainClient, attestations: readonly Attestation[]): Promise<Revealed> {
  const receipt = await writeContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'revealAll',
    args: [attestations],
  });
  return countRevealed(receipt);
}
