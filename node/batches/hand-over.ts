import { isAddressEqual } from 'viem';
import { canonicalJson } from '../../protocol/encoding/canonical-json.ts';
import {
  type RelayedSubmission,
  relayedSubmissionJson,
} from '../../protocol/submission/relayed-submission.ts';
import type { SignedSubmission } from '../../protocol/submission/submission-typed-data.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readNextTerms } from '../chain/reads/read-next-terms.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { batchTimes } from './batch-times.ts';
import { NOBODY_TAKES_MS, OFFER_AGAIN_MS } from './limits.ts';
import type { OpenBatch } from './placed-learners.ts';

/** Where a submission stands in an epoch. */
export interface LeafPlace {
  readonly epoch: bigint;
  /** Position in the epoch. */
  readonly index: number;
}

/** What {@link handOver} needs. */
export interface HandOverOptions {
  readonly chain: ChainClient;
  readonly open: OpenBatch;
  /** Offers it to posters; returns how many peers heard it. */
  readonly send: (bytes: Uint8Array) => Promise<number>;
  /** Wakes whenever something may have changed. */
  readonly changes: AsyncIterable<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Offers a signed submission to whoever posts them, until it stands in a batch whose list this node has and so can
 * open itself.
 *
 * @returns its place; null when nobody has posted it by a safe margin, or nobody is there who would: then the learner
 * posts it itself, which counts whatever else happens
 */
export async function handOver(
  relayed: RelayedSubmission,
  options: HandOverOptions,
): Promise<LeafPlace | null> {
  const { chain, open, send, changes, now } = options;
  const bytes = new TextEncoder().encode(canonicalJson(relayedSubmissionJson(relayed)));
  const epoch = BigInt(relayed.submission.epoch);
  const { epoch: rules } = await readParameters(chain);
  const times = batchTimes(rules.submitSeconds);
  const began = now();
  let sentAt = Number.NEGATIVE_INFINITY;
  let wasHeard = false;
  for await (const _ of changes) {
    const place = await findLeaf(chain, relayed, open);
    if (place !== null) return place;
    const terms = await readNextTerms(chain);
    if (terms.epoch !== epoch || terms.baseVersion !== relayed.submission.baseVersion) return null;
    if (now() - sentAt >= OFFER_AGAIN_MS) {
      sentAt = now();
      wasHeard = (await send(bytes)) > 0 || wasHeard;
    }
    const waited = now() - began;
    if (!wasHeard && waited >= Math.min(NOBODY_TAKES_MS, times.windowMs)) return null;
    if (waited >= times.windowMs + times.spreadMs + times.marginMs) return null;
    if ((await readCurrentEpoch(chain)) === epoch) {
      const { submitEndsAt } = await readEpoch(chain, epoch);
      if ((submitEndsAt - (await readChainTime(chain))) * 1_000 <= times.marginMs) return null;
    }
  }
  return null;
}

/** Where this learner's submission stands among the batches of its epoch; null when it stands in none that can be opened. */
export async function findLeaf(
  chain: ChainClient,
  { submission }: { readonly submission: Pick<SignedSubmission, 'cid' | 'epoch' | 'learner'> },
  open: OpenBatch,
): Promise<LeafPlace | null> {
  const epoch = BigInt(submission.epoch);
  const { batches } = await readEpochLog(chain, epoch);
  for (const batch of batches) {
    const list = (await open(batch)) ?? [];
    const position = list.findIndex(
      (leaf) =>
        isAddressEqual(leaf.submission.learner, submission.learner) && leaf.submission.cid === submission.cid,
    );
    if (position >= 0) return { epoch, index: batch.first + position };
  }
  return null;
}
