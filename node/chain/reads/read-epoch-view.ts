import type { EpochPhase, EpochView } from '../../../protocol/api/network-schemas.ts';
import { digestToCid } from '../../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain-client.ts';
import { readBallot } from './read-ballot.ts';
import { readChainTime } from './read-chain-time.ts';
import { readCommittee } from './read-committee.ts';
import { readCurrentEpoch } from './read-current-epoch.ts';
import { type ChainPhase, readEpoch } from './read-epoch.ts';
import { readSubmissions, type SubmissionState } from './read-submission.ts';

/** The arc of the epoch ring that a phase on chain belongs to. */
const ARCS: Readonly<Record<ChainPhase, EpochPhase>> = {
  none: 'submit',
  submit: 'submit',
  draw: 'draw',
  commit: 'verify',
  reveal: 'attest',
  settle: 'settle',
  aggregate: 'aggregate',
  challenge: 'aggregate',
  final: 'claim',
};

/**
 * An epoch as people see it.
 *
 * @param number null for the newest
 * @param me this node's account, whose submissions are marked
 * @returns null before the first epoch
 */
export async function readEpochView(
  chain: ChainClient,
  number: bigint | null,
  me?: Hex,
): Promise<EpochView | null> {
  const epoch = number ?? (await readCurrentEpoch(chain));
  if (epoch === 0n) return null;
  const [state, submissions, chainTime] = await Promise.all([
    readEpoch(chain, epoch),
    readSubmissions(chain, epoch),
    readChainTime(chain),
  ]);
  return {
    epoch: Number(epoch),
    phase: ARCS[state.phase],
    final: state.phase === 'final',
    phaseEndsAt: state.phaseEndsAt,
    chainTime,
    submissions: await Promise.all(submissions.map((submission) => viewOf(chain, epoch, submission, me))),
  };
}

async function viewOf(chain: ChainClient, epoch: bigint, submission: SubmissionState, me: Hex | undefined) {
  const index = BigInt(submission.index);
  const committee = await readCommittee(chain, epoch, index);
  const ballots = await Promise.all(committee.map((member) => readBallot(chain, epoch, index, member)));
  return {
    index: submission.index,
    learner: submission.learner,
    mine: submission.learner.toLowerCase() === me?.toLowerCase(),
    cid: digestToCid(submission.cid).toString(),
    status: submission.status,
    utilityPpm:
      submission.status === 'accepted' || submission.status === 'rejected' ? submission.utilityPpm : null,
    committee: committee.length,
    committed: ballots.filter((ballot) => !/^0x0+$/.test(ballot.commitment)).length,
    revealed: ballots.filter((ballot) => ballot.revealed).length,
  };
}
