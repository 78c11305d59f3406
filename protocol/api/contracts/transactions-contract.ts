import { oc } from '@orpc/contract';
import { z } from 'zod';
import { transactionIdSchema, transactionViewSchema } from '../transaction-schemas.ts';
import { none } from './none.ts';

/** What this account has sent to the chain. */
export const transactionsContract = {
  /** What this account has sent on the joined network, newest first; none while off. */
  list: oc.output(z.array(transactionViewSchema)),
  /** Sends an open one again with a higher fee. */
  speedUp: oc.input(transactionIdSchema).output(none),
  /** Sends one that does nothing in the place of an open one; which of both is mined, the chain decides. */
  cancel: oc.input(transactionIdSchema).output(none),
};
