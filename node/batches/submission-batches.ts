import type { Hex } from '../../protocol/encoding/hex.ts';
import type { RelayedSubmission } from '../../protocol/submission/relayed-submission.ts';
import type { ArtifactStore } from '../artifacts/artifact-store.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import type { ChangeHub } from '../change-hub.ts';
import type { Logger } from '../logger.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { BatchLists } from './batch-lists.ts';
import { BatchPoster } from './batch-poster.ts';
import { handOver, type LeafPlace } from './hand-over.ts';
import { createOfferExchange, type OfferExchange } from './offer-exchange.ts';
import { SubmissionPool } from './submission-pool.ts';

/** What {@link SubmissionBatches} needs. */
export interface SubmissionBatchesOptions {
  readonly chain: ChainClient;
  readonly host: Pick<PeerHost, 'helia' | 'punish'>;
  readonly artifacts: Pick<ArtifactStore, 'getFile' | 'pin' | 'putFile'>;
  readonly networkId: string;
  readonly address: Hex;
  /** Whether this node collects and posts submissions of others. */
  readonly posts: boolean;
  /** Submissions below which it does not. */
  readonly fewest: number;
  /** Whether it comes before those who are no aggregators. */
  readonly isAggregator: boolean;
  /** Wakes at every change of the chain. */
  readonly changes: ChangeHub;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** One node's part in posting submissions together: its own are handed over, those of others collected and posted. */
export class SubmissionBatches {
  readonly #options: SubmissionBatchesOptions;
  readonly #exchange: OfferExchange;
  readonly #pool: SubmissionPool | undefined;
  readonly lists: BatchLists;
  readonly #poster: BatchPoster | undefined;

  constructor(options: SubmissionBatchesOptions) {
    const { chain, address, artifacts, now, log, signal, isAggregator, fewest } = options;
    this.#options = options;
    this.lists = new BatchLists({ artifacts, now, signal });
    this.#pool = options.posts ? new SubmissionPool({ chain, now }) : undefined;
    this.#poster =
      this.#pool === undefined
        ? undefined
        : new BatchPoster({
            chain,
            address,
            pool: this.#pool,
            lists: this.lists,
            fewest,
            isAggregator,
            now,
            log,
          });
    this.#exchange = createOfferExchange({
      host: options.host,
      networkId: options.networkId,
      pool: this.#pool,
      onTaken: () => options.changes.notify(),
    });
  }

  /** Hands a signed submission over to whoever posts it, see {@link handOver}; this node itself may be one. */
  handOver(relayed: RelayedSubmission): Promise<LeafPlace | null> {
    const { chain, changes, signal, now } = this.#options;
    return handOver(relayed, {
      chain,
      now,
      open: this.lists.open,
      changes: changes.changes(signal, 200),
      send: async (bytes) => {
        const outcome = await this.#pool?.take(bytes);
        const heard = await this.#exchange.send(bytes);
        return heard + (outcome === 'taken' || outcome === 'known' ? 1 : 0);
      },
    });
  }

  /** Posts what is due, once; nothing where this node does not post. @returns how many submissions */
  async step(): Promise<number> {
    const posted = (await this.#poster?.step()) ?? 0;
    if (posted > 0) this.#options.changes.notify();
    return posted;
  }

  /** How many submissions of others wait here. */
  get waiting(): number {
    return this.#pool?.waiting().length ?? 0;
  }

  stop(): void {
    this.#exchange.stop();
  }
}
