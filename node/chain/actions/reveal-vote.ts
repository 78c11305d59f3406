import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { RULINGS } from '../disputes.ts';
import { writeContract } from '../write-contract.ts';
import type { VoteArgs } from './commit-vote.ts';

/** Opens a juror's vote; anyone who knows it may. @param args.juror default: this account. Returns the transaction's hash. */
export async function revealVote(
  chain: ChainClient,
  args: VoteArgs & { readonly juror?: Hex },
): Promise<Hex> {
  const juror = args.juror ?? chain.account?.address;
  if (juror === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  const receipt = await writeContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'revealVote',
    args: [args.id, juror, RULINGS.indexOf(args.ruling), args.salt],
  });
  return receipt.transactionHash;
}
