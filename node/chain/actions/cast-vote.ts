import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamGovernorAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** How to vote; the index is the number on chain. */
const SUPPORTS = ['against', 'for', 'abstain'] as const;

/** Votes on a proposal while its vote runs. Returns the votes that counted, wei. */
export async function castVote(
  chain: ChainClient,
  args: { readonly id: bigint; readonly support: (typeof SUPPORTS)[number]; readonly reason?: string },
): Promise<{ weight: bigint; hash: Hex }> {
  const receipt = await writeContract(chain, {
    contract: 'LoamGovernor',
    abi: loamGovernorAbi,
    functionName: 'castVoteWithReason',
    args: [args.id, SUPPORTS.indexOf(args.support), args.reason ?? ''],
  });
  const { weight } = eventOf(receipt, loamGovernorAbi, 'VoteCast').args;
  return { weight, hash: receipt.transactionHash };
}
