import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readSubmissions } from './read-submission.ts';

/** Positions of accepted submissions with a weight whose learners nobody has credited with reputation yet. */
export async function readUncredited(chain: ChainClient, epoch: bigint): Promise<bigint[]> {
  const accepted = (await readSubmissions(chain, epoch))
    .filter(({ status, weight }) => status === 'accepted' && weight > 0n)
    .map(({ index }) => BigInt(index));
  const credited = await Promise.all(
    accepted.map((index) =>
      readContract(chain, {
        contract: 'RewardPool',
        abi: rewardPoolAbi,
        functionName: 'credited',
        args: [epoch, index],
      }),
    ),
  );
  return accepted.filter((_, i) => credited[i] === false);
}
