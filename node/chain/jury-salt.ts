import { keccak256 } from 'viem';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from './chain-client.ts';

/**
 * The secret of a juror's vote: made from a signature of the juror's own account, which nobody else can make and which
 * is the same each time, so there is nothing to keep until the vote is opened.
 */
export async function jurySalt(
  chain: ChainClient,
  { id, round }: { readonly id: bigint; readonly round: number },
): Promise<Hex> {
  const { account, descriptor } = chain;
  if (account === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  const court = descriptor.contracts.DisputeCourt.toLowerCase();
  return keccak256(
    await account.signMessage({
      message: `Loam jury vote\nchain ${descriptor.chainId}\ncourt ${court}\ndispute ${id}\nround ${round}`,
    }),
  );
}
