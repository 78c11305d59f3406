import { oc } from '@orpc/contract';
import { z } from 'zod';
import { validatorReportSchema, validatorStatusSchema } from '../validator-schemas.ts';
import { none } from './none.ts';

/** Checking other people’s work. */
export const validatorContract = {
  status: oc.output(validatorStatusSchema),
  /** What is ahead and how it did; needs a joined network. */
  report: oc.output(validatorReportSchema),
  /**
   * The switch. `acceptEmptyHistory` begins a signing history where none can be trusted, and waits an epoch longer;
   * `onlyHere` says that the other node, because of which it stopped, works no more.
   */
  start: oc
    .input(z.strictObject({ acceptEmptyHistory: z.boolean().optional(), onlyHere: z.boolean().optional() }))
    .output(none),
  /** Finishes what it owes, then is drawn no more. */
  stop: oc.output(none),
};
