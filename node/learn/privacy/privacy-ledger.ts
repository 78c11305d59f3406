import type { PrivacyLedger } from '../../../protocol/api/learn-schemas.ts';
import { listContributions } from '../../database/contributions.ts';
import { findRun, readRunDetails } from '../../database/learning-runs.ts';
import type { Database } from '../../database/open-database.ts';

/**
 * What was shared so far, newest first, and what protects it. Training limits the length of a whole step's gradient and
 * nothing of a single example's, and adds no noise: so it says.
 */
export function privacyLedger(db: Database): PrivacyLedger {
  return {
    protection: { clippedPerExample: false, noise: false },
    shared: listContributions(db).map((contribution) => {
      const run = findRun(db, contribution.runId);
      const details = readRunDetails(db, contribution.runId);
      return {
        contributionId: contribution.id,
        runId: contribution.runId,
        at: contribution.createdAt,
        state: contribution.state,
        lessons: run?.lessons ?? 0,
        practiceItems: run?.practiceItems ?? 0,
        rank: details?.rank ?? null,
        parameters: details?.parameters ?? null,
        bytes: details?.bytes ?? null,
        cid: contribution.cid,
      };
    }),
  };
}
