import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { submitBatch } from '../chain/actions/submit-batch.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import type { Logger } from '../logger.ts';
import type { BatchLists } from './batch-lists.ts';
import { batchTimes, postingDue, postingPlace } from './batch-times.ts';
import { MAX_BATCH_LEAVES } from './limits.ts';
import { placedLearners } from './placed-learners.ts';
import type { Offer, SubmissionPool } from './submission-pool.ts';

const BPS = 10_000n;

/** What a {@link BatchPoster} needs. */
export interface BatchPosterOptions {
  readonly chain: ChainClient;
  /** Account that posts and whose stake answers for the leaves. */
  readonly address: Hex;
  readonly pool: SubmissionPool;
  readonly lists: BatchLists;
  /** Fewer than these are left to their learners. */
  readonly fewest: number;
  /** Aggregators come first. */
  readonly isAggregator: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Posts signed submissions of others in one transaction, when it is this node's turn and nobody has done it. Nothing
 * pays for that; for each leaf that nobody opens at the draw the contract fines the poster, so it posts only what it
 * can prove, keeps the list for everybody, and stops where it cannot see who is in somebody else's batch.
 */
export class BatchPoster {
  readonly #options: BatchPosterOptions;

  constructor(options: BatchPosterOptions) {
    this.#options = options;
  }

  /** Looks once. @returns how many submissions were posted */
  async step(): Promise<number> {
    const { chain, pool, address, isAggregator } = this.#options;
    const { epoch } = await pool.refresh();
    if (epoch === 0 || pool.waiting().length === 0) return 0;
    const leftMs = await this.#left(epoch);
    if (leftMs !== null && !(await this.#dropPlaced(epoch))) return 0;
    const waiting = pool.waiting();
    const [oldest] = waiting;
    if (oldest === undefined || waiting.length < this.#options.fewest) return 0;
    const { epoch: rules } = await readParameters(chain);
    const most = await this.#covered(epoch);
    const isDue = postingDue(batchTimes(rules.submitSeconds), {
      oldestMs: oldest.at,
      nowMs: this.#options.now(),
      leftMs,
      isFull: waiting.length >= most,
      place: postingPlace(address, epoch, isAggregator),
    });
    return isDue && most > 0 ? this.#post(epoch, waiting.slice(0, most)) : 0;
  }

  async #post(epoch: number, offers: readonly Offer[]): Promise<number> {
    const { chain, pool, lists, log } = this.#options;
    const submissions = offers.map(({ relayed }) => relayed);
    const listCid = await lists.put(submissions);
    const { first, hash } = await submitBatch(chain, { submissions, listCid });
    pool.drop(submissions.map(({ submission }) => submission.learner.toLowerCase()));
    log.info('submissions posted', { epoch, first: Number(first), count: submissions.length, hash });
    return submissions.length;
  }

  /** Milliseconds until the epoch takes no more; null while nobody has opened it. */
  async #left(epoch: number): Promise<number | null> {
    const { chain } = this.#options;
    if ((await readCurrentEpoch(chain)) !== BigInt(epoch)) return null;
    const { submitEndsAt } = await readEpoch(chain, BigInt(epoch));
    return (submitEndsAt - (await readChainTime(chain))) * 1_000;
  }

  /** What somebody else posted is done. @returns whether it is known who is in all batches of the epoch */
  async #dropPlaced(epoch: number): Promise<boolean> {
    const { chain, pool, lists } = this.#options;
    const { learners, isWhole } = await placedLearners(chain, BigInt(epoch), lists.open);
    pool.drop(learners);
    return isWhole;
  }

  /** Leaves that this account's stake can still answer for in the epoch. */
  async #covered(epoch: number): Promise<number> {
    const { chain, address } = this.#options;
    const [{ stake, committee }, node, { batches }] = await Promise.all([
      readParameters(chain),
      readNode(chain, address),
      readEpochLog(chain, BigInt(epoch)),
    ]);
    const fine = (stake.minStake * STAKE_UNIT * BigInt(committee.unopenedBps)) / BPS;
    const posted = batches
      .filter(({ batcher }) => batcher.toLowerCase() === address.toLowerCase())
      .reduce((sum, { leaves }) => sum + leaves, 0);
    if (node.roles.length === 0) return 0;
    const covered = fine === 0n ? MAX_BATCH_LEAVES : Number(node.stake / fine) - posted;
    return Math.max(0, Math.min(MAX_BATCH_LEAVES, covered));
  }
}
