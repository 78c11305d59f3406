import { encodeFunctionData } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { sendTransaction } from '../send-transaction.ts';

/** Pays `account` what a final epoch owes it. Anyone may. Returns the wei paid. */
export async function claim(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly account: Hex },
): Promise<{ amount: bigint; hash: Hex }> {
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.RewardPool,
    data: encodeFunctionData({ abi: rewardPoolAbi, functionName: 'claim', args: [args.epoch, args.account] }),
  });
  const { asLearner, asValidator, asAggregator } = eventOf(receipt, rewardPoolAbi, 'Claimed').args;
  return { amount: asLearner + asValidator + asAggregator, hash: receipt.transactionHash };
}
