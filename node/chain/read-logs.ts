import { HttpRequestError, type Log, type PublicClient } from 'viem';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LOG_BLOCKS } from './limits.ts';

/** What to look for. */
export interface LogSearch {
  readonly addresses: readonly Hex[];
  /** First and last block. */
  readonly from: number;
  readonly to: number;
  /** Most blocks of one search, as an earlier one has found out; default {@link LOG_BLOCKS}. */
  readonly width?: number;
  readonly signal?: AbortSignal;
}

/** What was found. */
export interface FoundLogs {
  /** Oldest first. */
  readonly logs: Log<bigint, number, false>[];
  /** Blocks that the server lets one search span. */
  readonly width: number;
}

/** Servers that find a search too wide, or its answer too long, say so in many ways; a lost connection is none of them. */
const TOO_WIDE =
  /range|too (many|large|wide|big)|more than|exceed|limit(ed)? (to|of)|size|response body|-32005|-32602|-32614|time[d -]?out/i;

/**
 * All logs of some contracts in a stretch of the chain. Public servers refuse wide searches, each in its own way: what is
 * refused is halved until it passes, and the next search is as wide as the last that passed, or twice.
 *
 * @throws what the chain's library throws when even a single block is refused
 */
export async function readLogs(client: PublicClient, search: LogSearch): Promise<FoundLogs> {
  const { addresses, from, to, signal } = search;
  const logs: Log<bigint, number, false>[] = [];
  let width = search.width ?? Number(LOG_BLOCKS);
  for (let at = from; at <= to; ) {
    signal?.throwIfAborted();
    const last = Math.min(to, at + width - 1);
    try {
      const piece = await client.getLogs({
        address: [...addresses],
        fromBlock: BigInt(at),
        toBlock: BigInt(last),
      });
      logs.push(...(piece as Log<bigint, number, false>[]));
      if (last - at + 1 === width) width = Math.min(Number(LOG_BLOCKS), width * 2);
      at = last + 1;
    } catch (error) {
      if (last === at || !isTooWide(error)) throw error;
      width = Math.floor((last - at + 1) / 2);
    }
  }
  return { logs, width };
}

function isTooWide(error: unknown): boolean {
  if (error instanceof HttpRequestError && error.status === 429) return false;
  return TOO_WIDE.test(String(error));
}
