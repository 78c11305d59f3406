import type { Hex } from '../../../protocol/encoding/hex.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/**
 * Adds to the reputation of the learners of accepted submissions of a final epoch, once each. Anyone may. Others in
 * the list are skipped. Returns the transaction's hash.
 *
 * @throws LoamError `CHAIN_NOTHING_TO_CREDIT`, `CHAIN_NOT_FINAL`
 */
export async function credit(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly indices: readonly bigint[] },
): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    functionName: 'credit',
    args: [args.epoch, args.indices],
  });
  return receipt.transactionHash;
}
