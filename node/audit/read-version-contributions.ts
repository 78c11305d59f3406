import type { VersionContribution } from '../../protocol/api/audit-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { PPM } from '../../protocol/limits.ts';
import { readClaims } from '../chain/reads/read-claims.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { readVersions } from '../chain/reads/read-versions.ts';
import type { NetworkSession } from '../network/network-session.ts';

/** What went into the epoch of a model version. @throws LoamError `VERSION_UNKNOWN`, `CHAIN_…` */
export async function readVersionContributions(
  { chain, address }: Pick<NetworkSession, 'chain' | 'address'>,
  version: number,
): Promise<VersionContribution[]> {
  const entry = (await readVersions(chain)).find((known) => known.version === version);
  if (entry === undefined) throw new LoamError('VERSION_UNKNOWN', `There is no model version ${version}.`);
  const epoch = BigInt(entry.epoch);
  const [submissions, reveals, claims] = await Promise.all([
    readSubmissions(chain, epoch),
    readReveals(chain, epoch),
    readClaims(chain, epoch),
  ]);
  const total = submissions.reduce((sum, { weight }) => sum + weight, 0n);
  return submissions.map((submission) => {
    const { index, learner, weight, digest } = submission;
    const paid = claims.find(({ account }) => account.toLowerCase() === learner.toLowerCase());
    return {
      index,
      cid: digestToCid(submission.cid).toString(),
      learner,
      mine: learner.toLowerCase() === address.toLowerCase(),
      status: submission.status,
      utilityPpm: submission.utilityPpm,
      sharePpm: total === 0n ? 0 : Number((weight * BigInt(PPM)) / total),
      stake: String(submission.stake),
      reward: paid === undefined || weight === 0n ? null : String(paid.asLearner),
      verdicts: reveals
        .filter((reveal) => reveal.index === BigInt(index))
        .map((reveal) => ({
          validator: reveal.validator,
          pass: reveal.pass,
          utilityPpm: Number(reveal.utilityPpm),
          agrees: reveal.digest === digest,
        })),
    };
  });
}
