import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/**
 * Pays this validator for its seats that stated the final verdict, all of an epoch at once. Returns the wei paid.
 *
 * @param args.indices every submission with such a seat, in any order: a second claim is refused
 */
export async function claimValidator(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly indices: readonly bigint[] },
): Promise<{ amount: bigint; hash: Hex }> {
  const validator = chain.account?.address;
  if (validator === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  const indices = [...args.indices].sort((a, b) => (a < b ? -1 : 1));
  const receipt = await writeContract(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    functionName: 'claimValidator',
    args: [args.epoch, validator, indices],
  });
  const { amount } = eventOf(receipt, rewardPoolAbi, 'ValidatorPaid').args;
  return { amount, hash: receipt.transactionHash };
}
