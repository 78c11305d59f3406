import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { auditEventSchema, modelVersionSchema } from '../audit-schemas.ts';

/** Model versions and their proofs. */
export const auditContract = {
  versions: oc.output(z.array(modelVersionSchema)),
  /** Re-reads chain and artifacts, re-runs verification, merge and rewards of one version, compares. */
  run: oc
    .input(z.object({ version: z.number().int().min(1).max(1_000_000) }))
    .output(eventIterator(auditEventSchema)),
};
