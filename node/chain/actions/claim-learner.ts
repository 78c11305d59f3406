import type { Hex } from '../../../protocol/encoding/hex.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** Pays the learner of an accepted submission of a final epoch. Anyone may. Returns the wei paid. */
export async function claimLearner(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly index: bigint },
): Promise<{ amount: bigint; hash: Hex }> {
  const receipt = await writeContract(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    functionName: 'claimLearner',
    args: [args.epoch, args.index],
  });
  const { amount } = eventOf(receipt, rewardPoolAbi, 'LearnerPaid').args;
  return { amount, hash: receipt.transactionHash };
}
