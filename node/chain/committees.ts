/** An elected committee: the guard may pause settlement and aggregation, the curators look after benchmark items. */
export type Committee = 'guard' | 'curators';

const COMMITTEES: readonly Committee[] = ['guard', 'curators'];

/** Its number on chain. */
export function committeeNumber(committee: Committee): number {
  return COMMITTEES.indexOf(committee);
}
