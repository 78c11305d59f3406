import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { contributionTraceSchema } from '../../audit/trace-schemas.ts';
import { MAX_SIGNATURE_ROWS, MAX_UPLOADED_ARCHIVE_BYTES } from '../../limits.ts';
import {
  archivePieceSchema,
  auditEventSchema,
  disclosureSchema,
  modelVersionSchema,
  versionContributionSchema,
} from '../audit-schemas.ts';

const version = z.number().int().min(1).max(1_000_000);

/** Model versions and their proofs, and what left this computer. */
export const auditContract = {
  versions: oc.output(z.array(modelVersionSchema)),
  /** What went into the epoch of a version, with verdicts, shares and rewards. */
  contributions: oc.input(z.object({ version })).output(z.array(versionContributionSchema)),
  /** One update from its submission to its reward. */
  trace: oc.input(z.object({ cid: z.string().min(8).max(128) })).output(contributionTraceSchema),
  /**
   * Re-reads chain and artifacts, re-runs verification, merge and rewards of one version, compares.
   * With `report` the result is signed by this node's account.
   */
  run: oc
    .input(z.object({ version, report: z.boolean().optional() }))
    .output(eventIterator(auditEventSchema)),
  /** The same from a file of `exportArchive`, without a network. `base64` holds its bytes. */
  runArchive: oc
    .input(
      z.object({
        name: z.string().min(1).max(200),
        base64: z
          .base64()
          .min(4)
          .max(Math.ceil(MAX_UPLOADED_ARCHIVE_BYTES / 3) * 4),
      }),
    )
    .output(eventIterator(auditEventSchema)),
  /** Everything that an audit of an epoch needs, as a CAR file. */
  exportArchive: oc
    .input(z.object({ epoch: z.number().int().min(1).max(1_000_000_000) }))
    .output(eventIterator(archivePieceSchema)),
  /** Signatures older than `before` (newest first) and bytes by day. */
  disclosure: oc
    .input(
      z.object({
        before: z.string().max(40).nullable(),
        limit: z.number().int().min(1).max(MAX_SIGNATURE_ROWS),
      }),
    )
    .output(disclosureSchema),
};
