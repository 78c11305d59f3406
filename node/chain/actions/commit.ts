import { encodeFunctionData } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readBallot } from '../reads/read-ballot.ts';
import { sendTransaction } from '../send-transaction.ts';

/**
 * Commits this validator to a verdict. When the same commitment is on chain already (a restart after the
 * transaction went out) it does nothing and returns null, otherwise the transaction's hash.
 */
export async function commit(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly index: bigint; readonly commitment: Hex },
): Promise<Hex | null> {
  const { epoch, index, commitment } = args;
  if (chain.account !== undefined) {
    const ballot = await readBallot(chain, epoch, index, chain.account.address);
    if (ballot.commitment === commitment.toLowerCase()) return null;
  }
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.Verdicts,
    data: encodeFunctionData({ abi: verdictsAbi, functionName: 'commit', args: [epoch, index, commitment] }),
  });
  return receipt.transactionHash;
}
