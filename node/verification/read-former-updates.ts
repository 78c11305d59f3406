import type { ChainClient } from '../chain/chain-client.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import type { FormerUpdate } from './compare-with-former.ts';
import { FORMER_EPOCHS, MAX_FORMER_UPDATES } from './limits.ts';

/** The updates that the epochs before `epoch` accepted, newest first, from the chain alone. */
export async function readFormerUpdates(chain: ChainClient, epoch: bigint): Promise<FormerUpdate[]> {
  const found: FormerUpdate[] = [];
  for (let at = epoch - 1n; at >= 1n && at >= epoch - BigInt(FORMER_EPOCHS); at--) {
    for (const { status, index, cid } of await readSubmissions(chain, at)) {
      if (status === 'accepted' && found.length < MAX_FORMER_UPDATES) found.push({ epoch: at, index, cid });
    }
  }
  return found;
}
