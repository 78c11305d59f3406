import { STAKE_UNIT } from '../../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { parametersAbi, verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { writeContract } from '../write-contract.ts';
import { approve } from './approve.ts';

/**
 * In the contest: has a larger committee judge a settled submission again. The bond, which is approved first, comes
 * back when the verdict turns. Returns the transaction's hash.
 */
export async function forceRerun(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly index: bigint },
): Promise<Hex> {
  const { rerunBond } = await readContract(chain, {
    contract: 'Parameters',
    abi: parametersAbi,
    functionName: 'disputeRules',
    args: [],
  });
  await approve(chain, { spender: 'Verdicts', amount: rerunBond * STAKE_UNIT });
  const receipt = await writeContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'forceRerun',
    args: [args.epoch, args.index],
  });
  return receipt.transactionHash;
}
