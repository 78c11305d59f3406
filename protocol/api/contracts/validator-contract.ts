import { oc } from '@orpc/contract';
import { z } from 'zod';
import { HISTORY_PIECE_CHARS, MAX_PAGE_HISTORY_CHARS } from '../../limits.ts';
import {
  validatorAlertRulesSchema,
  validatorAlertSchema,
  validatorReportSchema,
  validatorSetupSchema,
  validatorStatusSchema,
} from '../validator-schemas.ts';
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
  /** The switch's conditions, and the signing history. */
  setup: oc.output(validatorSetupSchema),
  /** The signing history of a network as the text of a file, to move this validator to another computer. */
  exportHistory: oc.input(z.strictObject({ network: z.string().min(1).max(200) })).output(
    z.object({
      text: z.string().max(MAX_PAGE_HISTORY_CHARS),
      signatures: z.number().int(),
      watermark: z.number().int(),
    }),
  ),
  /**
   * Takes such a text into the history here, piece by piece in order; the answer to the last piece says what was taken.
   * What contradicts the history is ignored, and no watermark falls.
   */
  importHistory: oc
    .input(
      z.strictObject({
        piece: z.string().min(1).max(HISTORY_PIECE_CHARS),
        /** Characters before this piece; 0 begins anew. */
        at: z.number().int().min(0).max(MAX_PAGE_HISTORY_CHARS),
        /** Characters of all pieces. */
        total: z.number().int().min(1).max(MAX_PAGE_HISTORY_CHARS),
      }),
    )
    .output(
      z
        .object({
          network: z.string(),
          taken: z.number().int(),
          ignored: z.number().int(),
          watermark: z.number().int(),
        })
        .nullable(),
    ),
  /** Alerts so far, newest first, and which are wanted. */
  alerts: oc.output(
    z.object({ rules: validatorAlertRulesSchema, alerts: z.array(validatorAlertSchema).max(100) }),
  ),
  setAlertRules: oc.input(validatorAlertRulesSchema).output(none),
};
