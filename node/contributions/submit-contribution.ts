import { parseUnits } from 'viem';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import { type SelfEvaluation, selfEvaluationSchema } from '../../protocol/bundle/bundle-schemas.ts';
import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { PPM } from '../../protocol/limits.ts';
import { metricsHash } from '../../protocol/submission/metrics-hash.ts';
import { findLeaf } from '../batches/hand-over.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { readLatestVersion } from '../chain/reads/read-versions.ts';
import { readContributionDetails } from '../database/contributions.ts';
import { SUBMISSION_STAKE_LOAM } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { placeSubmission } from './place-submission.ts';

/** Where a submission landed. */
export type Placement = Pick<Contribution, 'epoch' | 'index' | 'stake'>;

/**
 * Submits a packed contribution as soon as an epoch takes it. Called again after a crash it first looks whether
 * the earlier transaction made it.
 *
 * @throws LoamError `SUBMISSION_REFUSED` and the chain's reasons in words
 */
export async function submitContribution(
  session: NetworkSession,
  contribution: Contribution,
  measured: SelfEvaluation | undefined,
): Promise<Placement> {
  const { chain, address } = session;
  if (contribution.cid === null)
    throw new LoamError('SUBMISSION_REFUSED', 'The contribution was never packed.');
  const cid = cidToDigest(contribution.cid);
  const evaluation = measured ?? storedEvaluation(session, contribution.id);
  const stake = await submissionStake(chain);
  const placedAt = (number: number, index: number): Placement => ({
    epoch: number,
    index,
    stake: stake.toString(),
  });
  for await (const _ of session.changes.changes(session.signal, 200)) {
    const epoch = await readCurrentEpoch(chain);
    const state = epoch === 0n ? undefined : await readEpoch(chain, epoch);
    if (state !== undefined) {
      const mine = (await readSubmissions(chain, epoch)).filter(
        (s) => s.status !== 'void' && s.learner.toLowerCase() === address.toLowerCase(),
      );
      const landed = mine.find((s) => s.cid === cid);
      if (landed !== undefined) return placedAt(Number(epoch), landed.index);
      const submission = { cid, epoch: Number(epoch), learner: address };
      const leaf = await findLeaf(chain, { submission }, session.batches.lists.open);
      if (leaf !== null && !(await readEpochLog(chain, epoch)).voidPositions.has(leaf.index))
        return placedAt(Number(epoch), leaf.index);
      if (state.phase === 'submit' && mine.length > 0) continue;
    }
    if (state !== undefined && state.phase !== 'submit' && state.phase !== 'final') continue;
    try {
      const { epoch: number, index } = await placeSubmission(session, {
        cid,
        baseVersion: await readLatestVersion(chain),
        metricsHash: metricsHash(evaluation),
        confidencePpm: await statedConfidence(chain, evaluation.utilityPpm),
        stake,
      });
      session.changes.notify();
      return placedAt(number, index);
    } catch (error) {
      // The phase may have turned, or a version become final, between looking and sending; the next change tells.
      if (
        !(error instanceof LoamError) ||
        !/WRONG_PHASE|WRONG_EPOCH|STALE_BASE_VERSION|EPOCH_FULL|WrongPhase|WrongEpoch|StaleBaseVersion/.test(
          `${error.code} ${error.message}`,
        )
      )
        throw error;
    }
  }
  throw new LoamError('NETWORK_LEFT', 'The network was left before the contribution was submitted.');
}

/** Wei of LOAM that stand behind one submission: {@link SUBMISSION_STAKE_LOAM}, or more where the network asks for more. */
export async function submissionStake(chain: ChainClient): Promise<bigint> {
  const { stake } = await readParameters(chain);
  return largerOf(stake.minStake * STAKE_UNIT, parseUnits(String(SUBMISSION_STAKE_LOAM), 18));
}

/**
 * The confidence that states the utility this node expects: the network's score is largest, on average, for whoever
 * says what it thinks (docs/economy.md, "Score").
 */
export async function statedConfidence(chain: ChainClient, expectedPpm: number): Promise<number> {
  const { utilityCapPpm } = (await readParameters(chain)).score;
  return Math.min(PPM, Math.max(0, Math.floor((expectedPpm * PPM) / utilityCapPpm)));
}

function storedEvaluation(session: NetworkSession, id: string): SelfEvaluation {
  const details = readContributionDetails(session.context.db, id) as { evaluation?: unknown } | null;
  return selfEvaluationSchema.parse(details?.evaluation);
}

function largerOf(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
