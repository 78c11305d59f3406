import { type Log, parseEventLogs } from 'viem';
import { STAKE_UNIT } from '../../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import {
  disputeCourtAbi,
  epochManagerAbi,
  SUBMISSION_STATUSES,
  verdictsAbi,
} from '../../../protocol/generated/abis.ts';
import type { ChainEntry } from '../../../protocol/submission/submission-chain.ts';
import type { ChainClient } from '../chain-client.ts';
import { DISPUTE_KINDS, RULINGS, verdictOf } from '../disputes.ts';
import { LOG_BLOCKS } from '../limits.ts';
import { readEvents } from '../read-events.ts';

/** A batch of submissions behind one Merkle root. */
export interface BatchState {
  /** Position of its first leaf, which is also the batch's number. */
  readonly first: number;
  readonly leaves: number;
  readonly batcher: Hex;
  readonly root: Hex;
  /** sha2-256 digest of the CID of the list of its submissions. */
  readonly listCid: Hex;
  /** Transaction that posted it. */
  readonly hash: Hex;
}

/** How far a submission is: handed in, void, waiting for a committee of the next round, with a committee, with an outcome. */
export type SubmissionStage = 'submitted' | 'void' | 'escalated' | 'drawn' | 'settled';

/** A submission as an epoch's events tell it. */
export interface LoggedSubmission {
  /** Position in the epoch. */
  readonly index: number;
  readonly learner: Hex;
  readonly cid: Hex;
  readonly metricsHash: Hex;
  readonly baseVersion: number;
  readonly confidencePpm: number;
  /** Wei of LOAM. */
  readonly stake: bigint;
  stage: SubmissionStage;
  /** First four bytes that say why it is void: the selector of the error that a direct call would give. */
  voidReason: Hex | null;
  /** Number on chain (SUBMISSION_STATUSES) of the last settlement, as a court may have changed it; 0 before. */
  status: number;
  utilityPpm: number;
  uniquenessPpm: number;
  weight: bigint;
}

/** Seats that one round added to a submission's committee: node numbers, one per seat. */
export interface LoggedSeats {
  readonly index: number;
  readonly round: number;
  readonly seats: readonly number[];
}

/** A commitment of a validator. */
export interface LoggedCommitment {
  readonly node: number;
  readonly round: number;
  readonly root: Hex;
  readonly ballots: number;
}

/** An opened attestation. */
export interface LoggedReveal {
  readonly index: bigint;
  readonly validator: Hex;
  readonly pass: boolean;
  readonly utilityPpm: number;
  readonly uniquenessPpm: number;
  readonly digest: Hex;
  readonly salt: Hex;
  /** Transaction that posted it, and the round that it belongs to. */
  readonly hash: Hex;
  readonly round: number;
}

/** What the events of EpochManager and Verdicts say of an epoch, in their order. */
export interface EpochLog {
  readonly epoch: bigint;
  /** Block in which it opened. */
  readonly openedIn: bigint;
  /** The links of its chain, single submissions and batches, in the order in which they were made. */
  readonly entries: readonly ChainEntry[];
  readonly batches: readonly BatchState[];
  /** By position; leaves of batches appear when they are drawn. */
  readonly submissions: readonly LoggedSubmission[];
  /** Positions that are void, leaves of batches included. */
  readonly voidPositions: ReadonlySet<number>;
  readonly seats: readonly LoggedSeats[];
  readonly commitments: readonly LoggedCommitment[];
  readonly reveals: readonly LoggedReveal[];
  /** Positions whose verdict a watcher contested with a bond. */
  readonly reruns: ReadonlySet<number>;
  /** Seed of each round, the first at 0. */
  readonly seeds: readonly Hex[];
  /** Rounds whose committees are all drawn. */
  readonly drawnRounds: number;
}

const ACCEPTED = SUBMISSION_STATUSES.indexOf('Accepted');
const REJECTED = SUBMISSION_STATUSES.indexOf('Rejected');
const CANARY = SUBMISSION_STATUSES.indexOf('Canary');

const EVENTS = [...epochManagerAbi, ...verdictsAbi].filter(({ type }) => type === 'event') as Extract<
  (typeof epochManagerAbi)[number] | (typeof verdictsAbi)[number],
  { readonly type: 'event' }
>[];

/** Reads the {@link EpochLog}; asked again before another block has come, it answers from memory. */
export async function readEpochLog(chain: ChainClient, epoch: bigint): Promise<EpochLog> {
  const head = await chain.reading(() => chain.public.getBlock({ blockTag: 'latest' }));
  return chain.memory.epochLog(epoch, head.hash, async () => {
    const opened = await openingBlock(chain, epoch);
    if (opened === undefined) return emptyLog(epoch);
    const next = await openingBlock(chain, epoch + 1n);
    const logs: Log[] = [];
    const { EpochManager, Verdicts } = chain.everyAddress;
    const last = next ?? head.number;
    for (let from = opened; from <= last; from += LOG_BLOCKS) {
      const to = from + LOG_BLOCKS - 1n;
      logs.push(
        ...(await chain.reading(() =>
          chain.public.getLogs({
            address: [...EpochManager, ...Verdicts],
            fromBlock: from,
            toBlock: to < last ? to : last,
          }),
        )),
      );
    }
    return replay(epoch, opened, logs, await overturned(chain, epoch, opened));
  });
}

/** Positions whose verdict a court overturned. */
async function overturned(
  chain: ChainClient,
  epoch: bigint,
  fromBlock: bigint,
): Promise<ReadonlySet<number>> {
  const search = { contract: 'DisputeCourt', abi: disputeCourtAbi, fromBlock } as const;
  const opened = await readEvents(chain, {
    ...search,
    eventName: 'DisputeOpened',
    args: { kind: DISPUTE_KINDS.indexOf('verdict') },
  });
  const about = opened.filter(({ args }) => verdictOf(args.subject).epoch === epoch);
  if (about.length === 0) return new Set();
  const closed = await readEvents(chain, { ...search, eventName: 'DisputeClosed' });
  const fell = new Set(
    closed.filter(({ args }) => RULINGS[args.ruling] === 'overturn').map(({ args }) => args.id),
  );
  return new Set(
    about.filter(({ args }) => fell.has(args.id)).map(({ args }) => Number(verdictOf(args.subject).index)),
  );
}

async function openingBlock(chain: ChainClient, epoch: bigint): Promise<bigint | undefined> {
  const events = await readEvents(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    eventName: 'EpochOpened',
    args: { epoch },
    newestOnly: true,
  });
  return events.at(-1)?.blockNumber;
}

function emptyLog(epoch: bigint): EpochLog {
  return {
    epoch,
    openedIn: 0n,
    entries: [],
    batches: [],
    submissions: [],
    voidPositions: new Set(),
    seats: [],
    commitments: [],
    reveals: [],
    reruns: new Set(),
    seeds: [],
    drawnRounds: 0,
  };
}

/** Goes through the events of the blocks of an epoch, those of its neighbours left out. */
function replay(
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
