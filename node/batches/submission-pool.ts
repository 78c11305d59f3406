import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import {
  isSignedByLearner,
  type RelayedSubmission,
  relayedSubmissionSchema,
} from '../../protocol/submission/relayed-submission.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readNextTerms } from '../chain/reads/read-next-terms.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { MAX_OFFER_BYTES, MAX_WAITING_OFFERS, TERMS_FRESH_MS } from './limits.ts';

/** A signed submission that waits to be posted. */
export interface Offer {
  readonly relayed: RelayedSubmission;
  /** When it came, milliseconds since 1970. */
  readonly at: number;
}

/**
 * `taken`: it waits here now. `known`: one of this learner does already. `later`: it is genuine on its face and of no
 * use now. `refused`: it is wrong.
 */
export type OfferOutcome = 'taken' | 'known' | 'later' | 'refused';

/** What a pool needs. */
export interface SubmissionPoolOptions {
  readonly chain: ChainClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Signed submissions for the epoch that takes some now, at most one of each learner. Everything about one is checked
 * before it gets a place: a leaf that cannot be opened at the draw costs whoever posts it.
 */
export class SubmissionPool {
  readonly #chain: ChainClient;
  readonly #now: () => number;
  readonly #offers = new Map<string, Offer>();
  #terms = { epoch: 0, baseVersion: 0 };
  #readAt = Number.NEGATIVE_INFINITY;

  constructor({ chain, now }: SubmissionPoolOptions) {
    this.#chain = chain;
    this.#now = now;
  }

  /** Checks one that came from anywhere, the cheap things first. What the chain does not answer throws. */
  async take(bytes: Uint8Array): Promise<OfferOutcome> {
    const relayed = parseOffer(bytes);
    if (relayed === undefined) return 'refused';
    const { submission, node } = relayed;
    const learner = submission.learner.toLowerCase();
    const terms = await this.refresh();
    if (submission.epoch !== terms.epoch || submission.baseVersion !== terms.baseVersion) return 'later';
    if (this.#offers.has(learner)) return 'known';
    if (this.#offers.size >= MAX_WAITING_OFFERS) return 'later';
    const { chainId, contracts } = this.#chain.descriptor;
    if (!(await isSignedByLearner(chainId, contracts.EpochManager, relayed))) return 'refused';
    const state = await readNode(this.#chain, submission.learner);
    if (state.number !== node) return 'refused';
    if (!state.roles.includes('learner') || state.stake < submission.stake * STAKE_UNIT) return 'later';
    // Others came in while the chain answered.
    if (this.#terms.epoch !== submission.epoch || this.#offers.size >= MAX_WAITING_OFFERS) return 'later';
    if (this.#offers.has(learner)) return 'known';
    this.#offers.set(learner, { relayed, at: this.#now() });
    return 'taken';
  }

  /** The epoch that takes submissions now, 0 when none does, and its base version. What is for another one is dropped. */
  async refresh(): Promise<{ readonly epoch: number; readonly baseVersion: number }> {
    if (this.#now() - this.#readAt < TERMS_FRESH_MS) return this.#terms;
    const { epoch, baseVersion } = await readNextTerms(this.#chain);
    if (Number(epoch) !== this.#terms.epoch || baseVersion !== this.#terms.baseVersion) this.#offers.clear();
    this.#terms = { epoch: Number(epoch), baseVersion };
    this.#readAt = this.#now();
    return this.#terms;
  }

  /** What waits, the oldest first. */
  waiting(): Offer[] {
    return [...this.#offers.values()];
  }

  /** Forgets those of these learners: they are on the chain. @param learners in lower case */
  drop(learners: Iterable<string>): void {
    for (const learner of learners) this.#offers.delete(learner);
  }
}

function parseOffer(bytes: Uint8Array): RelayedSubmission | undefined {
  if (bytes.length > MAX_OFFER_BYTES) return undefined;
  try {
    return relayedSubmissionSchema.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
    ).data;
  } catch {
    return undefined;
  }
}
