import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** Ballots of the current round that are not committed yet, and committed ones that are not revealed yet. */
export async function readOutstanding(
  chain: ChainClient,
  epoch: bigint,
): Promise<{ uncommitted: number; unrevealed: number }> {
  const [uncommitted, unrevealed] = await readContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'outstanding',
    args: [epoch],
  });
  return { uncommitted: Number(uncommitted), unrevealed: Number(unrevealed) };
}
