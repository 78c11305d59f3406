import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** A stake in the registry's units of 10^12 wei. @throws LoamError `STAKE_FORMAT` when it is no whole number of them */
export function stakeUnits(wei: bigint): bigint {
  if (wei % STAKE_UNIT !== 0n)
    throw new LoamError('STAKE_FORMAT', `A stake of ${wei} wei is no whole number of millionths of a LOAM.`);
  return wei / STAKE_UNIT;
}
