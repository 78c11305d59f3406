import { z } from 'zod';
import type { ValidatorReport } from '../../protocol/api/validator-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import type { Database } from '../database/open-database.ts';
import { listDuties } from '../database/verdicts.ts';
import { MAX_SUSPICIONS, SUSPICIOUS_UPDATES_SHOWN } from './limits.ts';

const evidenceSchema = z.object({
  cid: bytes32Schema,
  suspicions: z.array(z.string()).min(1).max(MAX_SUSPICIONS),
});

/** The updates that a validator judged and found odd, newest first. Kept by this node alone; verdicts do not say it. */
export function readSuspicions(
  db: Database,
  of: { readonly network: string; readonly validator: Hex; readonly epoch?: bigint },
): ValidatorReport['suspicions'] {
  return listDuties(db, of)
    .reverse()
    .flatMap(({ epoch, index, evidence }) => {
      const found = evidenceSchema.safeParse(evidence);
      if (!found.success) return [];
      const { cid, suspicions } = found.data;
      return [
        {
          epoch: Number(epoch),
          index: Number(index),
          cid: digestToCid(cid).toString(),
          sentences: suspicions,
        },
      ];
    })
    .slice(0, SUSPICIOUS_UPDATES_SHOWN);
}
