import { isAddressEqual } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain-client.ts';
import { readClaimable } from '../reads/read-claimable.ts';
import { claimAggregator } from './claim-aggregator.ts';
import { claimLearner } from './claim-learner.ts';
import { claimValidator } from './claim-validator.ts';

/**
 * Pays `account` everything that a final epoch owes it, one transaction per part. Anyone may, but a validator's part
 * only the validator itself. Returns the wei paid in all.
 */
export async function claim(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly account: Hex },
): Promise<{ amount: bigint; hashes: readonly Hex[] }> {
  const { epoch, account } = args;
  const { learner, validator, aggregator } = await readClaimable(chain, epoch, account);
  const self = chain.account !== undefined && isAddressEqual(chain.account.address, account);
  const paid: { amount: bigint; hash: Hex }[] = [];
  for (const { index } of learner) paid.push(await claimLearner(chain, { epoch, index }));
  if (validator !== null && self)
    paid.push(await claimValidator(chain, { epoch, indices: validator.indices }));
  if (aggregator > 0n) paid.push(await claimAggregator(chain, { epoch }));
  return {
    amount: paid.reduce((sum, part) => sum + part.amount, 0n),
    hashes: paid.map(({ hash }) => hash),
  };
}
