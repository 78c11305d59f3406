import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { rowIdSchema } from '../chat-schemas.ts';
import { contributionSchema } from '../learn-schemas.ts';

/** What was shared, and what became of it. */
export const contributionsContract = {
  list: oc.output(z.array(contributionSchema)),
  /** Snapshots until the contribution is paid, rejected, unresolved or failed. */
  watch: oc.input(z.object({ id: rowIdSchema })).output(eventIterator(contributionSchema)),
};
