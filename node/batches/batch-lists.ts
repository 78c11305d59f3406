import { z } from 'zod';
import { cidToDigest, digestToCid } from '../../protocol/cid/cid-digest.ts';
import { canonicalJson } from '../../protocol/encoding/canonical-json.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import {
  type RelayedSubmission,
  relayedSubmissionJson,
  relayedSubmissionSchema,
} from '../../protocol/submission/relayed-submission.ts';
import type { ArtifactStore } from '../artifacts/artifact-store.ts';
import { openLeaves } from '../chain/batch-leaves.ts';
import type { BatchState } from '../chain/epoch-log.ts';
import { LIST_FETCH_MS, LIST_RETRY_MS, LISTS_IN_MEMORY, MAX_BATCH_LEAVES, MAX_LIST_BYTES } from './limits.ts';

const listSchema = z.array(relayedSubmissionSchema).min(1).max(MAX_BATCH_LEAVES);

/** What {@link BatchLists} needs. */
export interface BatchListsOptions {
  readonly artifacts: Pick<ArtifactStore, 'getFile' | 'pin' | 'putFile'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** The lists behind batches: files that anybody can fetch by the digest that the chain has of them. */
export class BatchLists {
  readonly #options: BatchListsOptions;
  readonly #known = new Map<Hex, readonly RelayedSubmission[]>();
  readonly #triedAt = new Map<Hex, number>();

  constructor(options: BatchListsOptions) {
    this.#options = options;
  }

  /** Stores a list for good and returns the digest that goes on the chain. */
  async put(submissions: readonly RelayedSubmission[]): Promise<Hex> {
    const { artifacts } = this.#options;
    const bytes = new TextEncoder().encode(canonicalJson(submissions.map(relayedSubmissionJson)));
    const cid = await artifacts.putFile(bytes);
    await artifacts.pin(cid);
    const digest = cidToDigest(cid);
    this.#remember(digest, submissions);
    return digest;
  }

  /** The list behind a batch, compared with the batch's root; undefined when it cannot be had now or is another one. */
  open = async (batch: BatchState): Promise<readonly RelayedSubmission[] | undefined> => {
    const list = this.#known.get(batch.listCid) ?? (await this.#fetch(batch.listCid));
    if (list === undefined) return undefined;
    try {
      openLeaves(batch, list);
      return list;
    } catch {
      return undefined;
    }
  };

  async #fetch(digest: Hex): Promise<readonly RelayedSubmission[] | undefined> {
    const { artifacts, now, signal } = this.#options;
    if (now() - (this.#triedAt.get(digest) ?? Number.NEGATIVE_INFINITY) < LIST_RETRY_MS) return undefined;
    try {
      const bytes = await artifacts.getFile(digestToCid(digest), {
        timeoutMs: LIST_FETCH_MS,
        maxBytes: MAX_LIST_BYTES,
        signal,
      });
      const list = listSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
      this.#remember(digest, list);
      return list;
    } catch {
      this.#triedAt.delete(digest);
      this.#triedAt.set(digest, now());
      forgetOldest(this.#triedAt);
      return undefined;
    }
  }

  #remember(digest: Hex, list: readonly RelayedSubmission[]): void {
    this.#known.set(digest, list);
    forgetOldest(this.#known);
  }
}

function forgetOldest(map: Map<Hex, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > LISTS_IN_MEMORY && oldest !== undefined) map.delete(oldest);
}
