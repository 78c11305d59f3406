import type { Hex } from '../../../protocol/encoding/hex.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readRewardParts } from './read-reward-parts.ts';

/** What an epoch owes an account by role; wei of LOAM. */
export interface RewardDue {
  readonly asLearner: bigint;
  readonly asValidator: bigint;
  readonly asAggregator: bigint;
}

/** What a final epoch owes an account, claimed or not; nothing before. */
export async function readDue(chain: ChainClient, epoch: bigint, account: Hex): Promise<RewardDue> {
  const { learner, validator, aggregator } = await readRewardParts(chain, epoch, account);
  return {
    asLearner: learner.reduce((sum, part) => sum + part.amount, 0n),
    asValidator: validator?.amount ?? 0n,
    asAggregator: aggregator.amount,
  };
}

/** What an epoch pays in all by role, wei of LOAM; zeros until it is allotted, which the first claim does. */
export async function readReward(
  chain: ChainClient,
  epoch: bigint,
): Promise<{ learners: bigint; validators: bigint; aggregator: bigint }> {
  const [learners, validators, aggregator] = await readContract(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    functionName: 'rewardOf',
    args: [epoch],
  });
  return { learners, validators, aggregator };
}
