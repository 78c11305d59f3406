import type { AccessControllerFactory } from '@orbitdb/core';
import type { IdentityRecords } from './identity-records.ts';
import type { Membership } from './membership.ts';

/** Names the rule in a log's manifest. The validator set is not part of it, so every node computes one address. */
export const VALIDATORS_RULE = '/loam-validators/1';

/**
 * Who may write: an entry is allowed when its key is its identity's own key (otherwise anyone could write under
 * another's name), the identity record is genuine, and the key belongs to the epoch's validators.
 *
 * The identity is looked up locally; the entry gate stores it before an entry gets here.
 */
export function createValidatorsAccessController(
  membership: Membership,
  records: Pick<IdentityRecords, 'keyOf'>,
): AccessControllerFactory {
  return () =>
    Promise.resolve({
      type: 'loam-validators',
      address: VALIDATORS_RULE,
      async canAppend(entry) {
        return (
          (await records.keyOf(entry.identity)) === entry.key &&
          (await membership.ask(entry.key)) === 'member'
        );
      },
    });
}
