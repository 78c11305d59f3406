import { type Log, parseEventLogs } from 'viem';
import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { epochManagerAbi, SUBMISSION_STATUSES, verdictsAbi } from '../../protocol/generated/abis.ts';
import type { ChainEntry } from '../../protocol/submission/submission-chain.ts';
import type {
  BatchState,
  EpochLog,
  LoggedCommitment,
  LoggedReveal,
  LoggedSeats,
  LoggedSubmission,
} from './epoch-log.ts';

const ACCEPTED = SUBMISSION_STATUSES.indexOf('Accepted');
const REJECTED = SUBMISSION_STATUSES.indexOf('Rejected');
const CANARY = SUBMISSION_STATUSES.indexOf('Canary');

const EVENTS = [...epochManagerAbi, ...verdictsAbi].filter(({ type }) => type === 'event') as Extract<
  (typeof epochManagerAbi)[number] | (typeof verdictsAbi)[number],
  { readonly type: 'event' }
>[];

/**
 * Goes through the events of the blocks of an epoch, those of its neighbours left out.
 *
 * @param logs of EpochManager and Verdicts, in order
 * @param overturnedIndices positions whose verdict a court overturned
 */
export function replayEpoch(
  epoch: bigint,
  openedIn: bigint,
  logs: Log[],
  overturnedIndices: ReadonlySet<number>,
): EpochLog {
  const entries: ChainEntry[] = [];
  const batches: BatchState[] = [];
  const submissions = new Map<number, LoggedSubmission>();
  const voidPositions = new Set<number>();
  const seats: LoggedSeats[] = [];
  const commitments: LoggedCommitment[] = [];
  const reveals: LoggedReveal[] = [];
  const reruns = new Set<number>();
  const seeds: Hex[] = [];
  let drawnRounds = 0;
  const at = (index: bigint): LoggedSubmission | undefined => submissions.get(Number(index));

  for (const event of parseEventLogs({ abi: EVENTS, logs })) {
    const { eventName, args } = event;
    if (eventName === 'Submitted') {
      if (BigInt(args.terms.epoch) !== epoch) continue;
      const { index, learner, cid, metricsHash, terms } = args;
      entries.push({ learner, cid, metricsHash, terms, leaves: 0 });
      submissions.set(Number(index), logged(Number(index), learner, cid, metricsHash, terms));
      continue;
    }
    if (!('epoch' in args) || args.epoch !== epoch) continue;
    switch (eventName) {
      case 'BatchSubmitted': {
        const { first, batcher, root, listCid, leaves } = args;
        const hash = event.transactionHash;
        batches.push({ first: Number(first), leaves, batcher, root, listCid, hash });
        const terms = { epoch: Number(epoch), baseVersion: 0, confidencePpm: 0, stake: 0n };
        entries.push({ learner: batcher, cid: root, metricsHash: listCid, terms, leaves });
        break;
      }
      case 'SeedFixed':
        seeds[Number(args.round) - 1] = args.seed;
        break;
      case 'DrawCompleted':
        drawnRounds = Number(args.round);
        break;
      case 'SubmissionDrawn': {
        const { index, learner, cid, metricsHash, terms } = args;
        const drawn = at(index) ?? logged(Number(index), learner, cid, metricsHash, terms);
        drawn.stage = 'drawn';
        submissions.set(Number(index), drawn);
        break;
      }
      case 'SubmissionVoid': {
        voidPositions.add(Number(args.index));
        const known = at(args.index);
        if (known !== undefined) Object.assign(known, { stage: 'void', voidReason: args.reason });
        break;
      }
      case 'CommitteeDrawn': {
        const known = at(args.index);
        if (known !== undefined) known.stage = 'drawn';
        seats.push({ index: Number(args.index), round: Number(args.round), seats: args.seats });
        break;
      }
      case 'SubmissionSettled': {
        const { status, utilityPpm, uniquenessPpm, weight } = args;
        const known = at(args.index);
        if (known !== undefined)
          Object.assign(known, { stage: 'settled', status, utilityPpm, uniquenessPpm, weight });
        break;
      }
      case 'SubmissionEscalated':
      case 'RerunForced': {
        if (eventName === 'RerunForced') reruns.add(Number(args.index));
        const known = at(args.index);
        if (known !== undefined) known.stage = 'escalated';
        break;
      }
      case 'CanaryOpened': {
        const known = at(args.index);
        if (known === undefined) break;
        if (args.rerun) known.stage = 'escalated';
        else Object.assign(known, { status: CANARY, weight: 0n });
        break;
      }
      case 'Committed': {
        const { node, round, root, ballots } = args;
        commitments.push({ node, round: Number(round), root, ballots: Number(ballots) });
        break;
      }
      case 'Revealed': {
        const { epoch: _epoch, ...reveal } = args;
        reveals.push({ ...reveal, hash: event.transactionHash, round: seeds.length });
        break;
      }
      default:
    }
  }
  for (const submission of submissions.values()) {
    if (!overturnedIndices.has(submission.index)) continue;
    submission.status = submission.status === ACCEPTED ? REJECTED : ACCEPTED;
  }
  return {
    epoch,
    openedIn,
    entries,
    batches,
    submissions: [...submissions.values()].sort((a, b) => a.index - b.index),
    voidPositions,
    seats,
    commitments,
    reveals,
    reruns,
    seeds,
    drawnRounds,
  };
}

function logged(
  index: number,
  learner: Hex,
  cid: Hex,
  metricsHash: Hex,
  terms: ChainEntry['terms'],
): LoggedSubmission {
  const { baseVersion, confidencePpm, stake } = terms;
  return {
    index,
    learner,
    cid,
    metricsHash,
    baseVersion,
    confidencePpm,
    stake: stake * STAKE_UNIT,
    stage: 'submitted',
    voidReason: null,
    status: 0,
    utilityPpm: 0,
    uniquenessPpm: 0,
    weight: 0n,
  };
}
