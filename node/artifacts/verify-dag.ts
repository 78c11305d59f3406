import * as dagPb from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import type { VerifyingBlockstore } from '../peers/verifying-blockstore.ts';

/** What a local check of one artifact found. */
export interface DagReport {
  /** Distinct blocks that are stored and whose bytes hash to their CID. */
  readonly blocks: number;
  /** Bytes in them. */
  readonly bytes: number;
  /** CIDs that are not stored. What lies below them is unknown. */
  readonly missing: readonly string[];
  /** CIDs whose stored bytes hash to something else. What lies below them is unknown. */
  readonly corrupt: readonly string[];
  /** True when nothing is missing and nothing is corrupt. */
  readonly complete: boolean;
}

/** dag-pb and raw, the two codecs that artifacts are made of. */
const DAG_PB = 0x70;

/**
 * Walks an artifact through local storage alone and hashes every block again. Asks no peer and changes nothing.
 *
 * @throws the signal's reason when aborted.
 */
export async function verifyDag(
  blocks: VerifyingBlockstore,
  root: CID,
  signal?: AbortSignal,
): Promise<DagReport> {
  const seen = new Set<string>();
  const queue: CID[] = [root];
  const missing: string[] = [];
  const corrupt: string[] = [];
  let count = 0;
  let bytes = 0;
  for (let cid = queue.pop(); cid !== undefined; cid = queue.pop()) {
    signal?.throwIfAborted();
    const name = cid.toString();
    if (seen.has(name)) continue;
    seen.add(name);
    const block = await blocks.inspect(cid);
    if (block.state === 'missing') missing.push(name);
    else if (block.state === 'corrupt') corrupt.push(name);
    else {
      count += 1;
      bytes += block.bytes.length;
      if (cid.code !== DAG_PB) continue;
      for (const link of dagPb.decode(block.bytes).Links) queue.push(link.Hash);
    }
  }
  return { blocks: count, bytes, missing, corrupt, complete: missing.length === 0 && corrupt.length === 0 };
}
