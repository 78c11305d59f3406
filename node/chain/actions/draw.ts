import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import {
  isSignedByLearner,
  type RelayedSubmission,
} from '../../../protocol/submission/relayed-submission.ts';
import {
  type ChainLink,
  chainAfter,
  chainLinks,
  EMPTY_CHAIN,
} from '../../../protocol/submission/submission-chain.ts';
import { type OpenedLeaf, openLeaves } from '../batch-leaves.ts';
import type { ChainClient } from '../chain-client.ts';
import type { BatchState, EpochLog } from '../epoch-log.ts';
import { DRAW_PAGE, LARGE_DRAW_PAGE, MAX_TRANSACTION_GAS } from '../limits.ts';
import { readAddresses } from '../reads/read-address.ts';
import { readChainTime } from '../reads/read-chain-time.ts';
import { type EpochState, readEpoch } from '../reads/read-epoch.ts';
import { readEpochLog } from '../reads/read-epoch-log.ts';
import { writeContract } from '../write-contract.ts';

/** What {@link draw} needs. */
export interface DrawArgs {
  readonly epoch: bigint;
  /** Most links, leaves or submissions in one transaction; default {@link DRAW_PAGE}, fewer for larger committees. */
  readonly max?: number;
  /** Gets the list behind a batch, whole and in order; undefined when it cannot be had now. */
  readonly openBatch?: (batch: BatchState) => Promise<readonly RelayedSubmission[] | undefined>;
}

interface DrawPage {
  readonly links?: readonly ChainLink[];
  readonly leaves?: readonly OpenedLeaf[];
  readonly indices?: readonly bigint[];
}

/**
 * Draws committees: opens the next links of the epoch's chain from its end, then leaves of its batches from theirs, and
 * in later rounds gives larger committees to what awaits them. Anyone may. One page per call; call it until it says
 * null. When the time for leaves is over a call ends the draw without those that nobody opened.
 *
 * @returns the transaction's hash, null when nothing (that can be opened now) is left to draw
 * @throws LoamError `CHAIN_LOG_DIFFERS` when the events do not lead to the chain's value (a server that lags behind),
 * `BATCH_LIST_DIFFERS` when a list is not the one behind its batch
 */
export async function draw(chain: ChainClient, args: DrawArgs): Promise<Hex | null> {
  const [state, log] = await Promise.all([readEpoch(chain, args.epoch), readEpochLog(chain, args.epoch)]);
  const page = await nextPage(chain, args, state, log);
  if (page === undefined) return null;
  // The first call of a round only names the block whose hash decides, so it carries nothing.
  const seeds = log.seeds.length;
  if (seeds <= log.drawnRounds) await sendDraw(chain, {});
  return sendDraw(chain, page);
}

async function sendDraw(
  chain: ChainClient,
  { links = [], leaves = [], indices = [] }: DrawPage,
): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'draw',
    args: [links, leaves, indices],
    // Committees are not known before the seed is, so their gas cannot be estimated.
    gas: MAX_TRANSACTION_GAS,
  });
  return receipt.transactionHash;
}

async function nextPage(
  chain: ChainClient,
  args: DrawArgs,
  state: EpochState,
  log: EpochLog,
): Promise<DrawPage | undefined> {
  if (state.chain !== EMPTY_CHAIN)
    return { links: nextLinks(log, state.chain).slice(0, args.max ?? DRAW_PAGE) };
  if (log.drawnRounds === 0 && log.batches.length > 0) {
    const leaves = (await unopenedLeaves(chain, log, args.openBatch)).slice(0, args.max ?? DRAW_PAGE);
    if (leaves.length > 0) return { leaves };
    const over = state.phaseEndsAt !== null && (await readChainTime(chain)) >= state.phaseEndsAt;
    return state.phase === 'draw' && over ? {} : undefined;
  }
  const indices = log.submissions
    .filter(({ stage }) => stage === 'escalated')
    .map(({ index }) => BigInt(index))
    .slice(0, args.max ?? LARGE_DRAW_PAGE);
  return indices.length === 0 ? undefined : { indices };
}

/** The links that are not opened yet, the last first. */
function nextLinks(log: EpochLog, value: Hex): ChainLink[] {
  const links = chainLinks(log.entries);
  const next = links.findIndex((link) => chainAfter(link.previous, link) === value);
  if (next >= 0) return links.slice(next);
  throw new LoamError('CHAIN_LOG_DIFFERS', 'The chain does not show all of its submissions yet.', {
    hint: 'Try again in a moment, or ask another server of the chain.',
  });
}

/**
 * Leaves of batches that are neither drawn nor void, the last first: of a learner's leaves the last one counts. One that
 * comes after a leaf of the same learner that somebody has opened cannot be opened any more.
 */
async function unopenedLeaves(
  chain: ChainClient,
  log: EpochLog,
  openBatch: DrawArgs['openBatch'],
): Promise<OpenedLeaf[]> {
  const opened = new Set([...log.submissions.map(({ index }) => index), ...log.voidPositions]);
  const isLeaf = (index: number): boolean =>
    log.batches.some(({ first, leaves }) => index >= first && index < first + leaves);
  const drawnAt = new Map(
    log.submissions
      .filter(({ index, stage }) => stage !== 'void' && isLeaf(index))
      .map(({ learner, index }) => [learner.toLowerCase(), index]),
  );
  const leaves: OpenedLeaf[] = [];
  for (const batch of [...log.batches].reverse()) {
    const positions = Array.from({ length: batch.leaves }, (_, position) => position);
    if (positions.every((position) => opened.has(batch.first + position))) continue;
    const list = await openBatch?.(batch);
    if (list === undefined) continue;
    const genuine = await genuineLeaves(chain, list);
    const openable = openLeaves(batch, list).filter(({ position }) => {
      if (!genuine.has(position)) return false;
      const learner = list[position]?.submission.learner.toLowerCase() ?? '';
      const index = batch.first + position;
      return !opened.has(index) && (drawnAt.get(learner) ?? index) >= index;
    });
    leaves.push(...openable.reverse());
  }
  return leaves;
}

/** Signatures that were checked before. */
const checked = new WeakMap<RelayedSubmission, boolean>();

/**
 * Positions of a list that the contract can open: signed by the learner whose number they carry. Whoever posts others
 * pays for them, but they must not hold up the rest of a page.
 */
async function genuineLeaves(
  chain: ChainClient,
  list: readonly RelayedSubmission[],
): Promise<ReadonlySet<number>> {
  const { chainId, contracts } = chain.descriptor;
  const addresses = await readAddresses(
    chain,
    list.map(({ node }) => node),
  );
  const positions = new Set<number>();
  for (const [position, leaf] of list.entries()) {
    const isSigned = checked.get(leaf) ?? (await isSignedByLearner(chainId, contracts.EpochManager, leaf));
    checked.set(leaf, isSigned);
    if (isSigned && addresses.get(leaf.node)?.toLowerCase() === leaf.submission.learner.toLowerCase())
      positions.add(position);
  }
  return positions;
}
