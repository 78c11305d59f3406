import type { Hex } from '../../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain-client.ts';
import { readEpochLog } from './read-epoch-log.ts';

/**
 * The randomness that an epoch's held-out items are drawn with: the seed of its first round, in all rounds, so that
 * later committees answer the same questions. Zero before the first draw.
 */
export async function readItemsSeed(chain: ChainClient, epoch: bigint): Promise<Hex> {
  return (await readEpochLog(chain, epoch)).seeds[0] ?? `0x${'00'.repeat(32)}`;
}
