import type { Hex } from '../../../protocol/encoding/hex.ts';
import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { RULINGS, type Ruling } from '../disputes.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** Counts a jury's votes once its time is over or all have voted. Anyone may. Returns what it came to. */
export async function rule(
  chain: ChainClient,
  args: { readonly id: bigint },
): Promise<{ ruling: Ruling; hash: Hex }> {
  const receipt = await writeContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'rule',
    args: [args.id],
  });
  const { ruling } = eventOf(receipt, disputeCourtAbi, 'Ruled').args;
  return { ruling: RULINGS[ruling] ?? 'none', hash: receipt.transactionHash };
}
