import type { EpochPhase, EpochView } from '../../../protocol/api/network-schemas.ts';
import { digestToCid } from '../../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain-client.ts';
import { readChainTime } from './read-chain-time.ts';
import { readCommittees } from './read-committee.ts';
import { readCurrentEpoch } from './read-current-epoch.ts';
import { type ChainPhase, readEpoch } from './read-epoch.ts';
import { readEpochLog } from './read-epoch-log.ts';
import { readSubmissions } from './read-submission.ts';

/** The arc of the epoch ring that a phase on chain belongs to. */
const ARCS: Readonly<Record<ChainPhase, EpochPhase>> = {
  none: 'submit',
  submit: 'submit',
  salt: 'draw',
  draw: 'draw',
  commit: 'verify',
  reveal: 'attest',
  settle: 'settle',
  contest: 'settle',
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
  const [state, log, committees, submissions, chainTime] = await Promise.all([
    readEpoch(chain, epoch),
    readEpochLog(chain, epoch),
    readCommittees(chain, epoch),
    readSubmissions(chain, epoch),
    readChainTime(chain),
  ]);
  // A member judges a submission once, in the round in which it was drawn for it.
  const committed = new Set(log.commitments.map(({ node, round }) => `${node} ${round}`));
  return {
    epoch: Number(epoch),
    phase: ARCS[state.phase],
    final: state.phase === 'final',
    phaseEndsAt: state.phaseEndsAt,
    chainTime,
    submissions: submissions
      .filter(({ status }) => status !== 'void')
      .map(({ index, learner, cid, status, utilityPpm }) => {
        const committee = committees.get(index) ?? [];
        return {
          index,
          learner,
          mine: learner.toLowerCase() === me?.toLowerCase(),
          cid: digestToCid(cid).toString(),
          status: status === 'void' ? 'pending' : status,
          utilityPpm: status === 'accepted' || status === 'rejected' ? utilityPpm : null,
          committee: committee.length,
          committed: committee.filter(({ node, round }) => committed.has(`${node} ${round}`)).length,
          revealed: log.reveals.filter((reveal) => reveal.index === BigInt(index)).length,
        };
      }),
  };
}
