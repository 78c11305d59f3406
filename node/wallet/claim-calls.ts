import type { Hex } from '../../protocol/encoding/hex.ts';
import type { Claimable } from '../chain/reads/read-claimable.ts';
import type { RehearsedCall } from '../chain/rehearse.ts';

/** The calls that pay an account what an epoch owes it. */
export function claimCalls(
  epoch: bigint,
  account: Hex,
  { learner, validator, aggregator }: Claimable,
): RehearsedCall[] {
  const call = (functionName: string, args: readonly unknown[]): RehearsedCall => ({
    contract: 'RewardPool',
    functionName,
    args,
  });
  return [
    ...learner.map(({ index }) => call('claimLearner', [epoch, index])),
    ...(validator === null ? [] : [call('claimValidator', [epoch, account, validator.indices])]),
    ...(aggregator > 0n ? [call('claimAggregator', [epoch])] : []),
  ];
}
