import type { Hex } from '../../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain-client.ts';
import { readEpoch } from './read-epoch.ts';
import { type RewardParts, readRewardParts } from './read-reward-parts.ts';

/** What can be claimed now; wei of LOAM. */
export interface Claimable {
  readonly total: bigint;
  readonly learner: readonly { readonly index: bigint; readonly amount: bigint }[];
  /** Seats on the submissions at `indices` (ascending), claimed all at once. */
  readonly validator: Omit<NonNullable<RewardParts['validator']>, 'paid'> | null;
  readonly aggregator: bigint;
}

/** What claims for `account` would pay now: nothing before the epoch is final, and no part twice. */
export async function readClaimable(chain: ChainClient, epoch: bigint, account: Hex): Promise<Claimable> {
  if ((await readEpoch(chain, epoch)).phase !== 'final')
    return { total: 0n, learner: [], validator: null, aggregator: 0n };
  const parts = await readRewardParts(chain, epoch, account);
  const learner = parts.learner
    .filter(({ paid, amount }) => !paid && amount > 0n)
    .map(({ index, amount }) => ({ index, amount }));
  const { indices, seats, amount, paid } = parts.validator ?? {
    indices: [],
    seats: 0,
    amount: 0n,
    paid: true,
  };
  const validator = paid || amount === 0n ? null : { indices, seats, amount };
  const aggregator = parts.aggregator.paid ? 0n : parts.aggregator.amount;
  const total = learner.reduce((sum, part) => sum + part.amount, 0n) + (validator?.amount ?? 0n) + aggregator;
  return { total, learner, validator, aggregator };
}
