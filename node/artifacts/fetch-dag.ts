import * as dagPb from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import type { BlockReader } from './block-reader.ts';

/** Codec of nodes that link to others. */
const DAG_PB = 0x70;

/**
 * Reads every block of an artifact once, so that all of them are stored here afterwards.
 *
 * @throws what the reader throws.
 */
export async function fetchDag(reader: BlockReader, root: CID): Promise<void> {
  const seen = new Set<string>();
  const queue: CID[] = [root];
  for (let cid = queue.pop(); cid !== undefined; cid = queue.pop()) {
    if (seen.has(cid.toString())) continue;
    seen.add(cid.toString());
    for await (const bytes of reader.get(cid)) {
      if (cid.code !== DAG_PB) continue;
      for (const link of dagPb.decode(bytes).Links) queue.push(link.Hash);
    }
  }
}
