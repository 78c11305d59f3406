import { setTimeout as sleep } from 'node:timers/promises';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import type { BlockState } from '../peers/verifying-blockstore.ts';
import type { ArtifactWork } from './artifact-keeper.ts';
import type { DagFetcher } from './dag-fetcher.ts';
import { REPAIR_TIMEOUT_MS, STALL_MAX_MS, STALL_MIN_MS, STALL_WATCH_MS } from './limits.ts';
import type { TokenBucket } from './token-bucket.ts';

/** Limits of one fetch. */
export interface ReadLimits {
  /** Ends the fetch; its reason is thrown. */
  readonly signal: AbortSignal;
  /** Blocks that the whole fetch may read. */
  readonly maxBlocks: number;
  /** Only local blocks. */
  readonly offline: boolean;
  /** Brings blocks from peers that speak our own protocol; the others are asked over bitswap. */
  readonly fetcher: DagFetcher;
  /** Protects the blocks and makes room for them. */
  readonly work: ArtifactWork;
  /** Paces what comes over bitswap. */
  readonly download: TokenBucket;
}

/** Gives the blocks of one fetch, each from local storage when it is there and intact, otherwise from peers. */
export interface BlockReader {
  get(cid: CID): AsyncGenerator<Uint8Array>;
}

/**
 * A reader for one fetch. It counts blocks, so that a small artifact cannot keep a node busy with empty ones, and it
 * tells a damaged block that no peer could replace from one that nobody has.
 *
 * @throws from `get`: LoamError `ARTIFACT_CORRUPT` naming the CID, `ARTIFACT_TOO_LARGE`, `ARTIFACT_UNAVAILABLE`.
 */
export function createBlockReader(host: PeerHost, limits: ReadLimits): BlockReader {
  const { maxBlocks, fetcher, download, work } = limits;
  let blocks = 0;
  let lastArrival = 0;

  /**
   * Asks again when nothing has arrived for a while. A peer does not send the same block twice within a window, and a
   * want that meets the cancellation of an earlier one is lost, so a single want may wait forever.
   */
  const wantUntilItComes = async (cid: CID, signal: AbortSignal): Promise<Uint8Array> => {
    for (let stallMs = STALL_MIN_MS; ; stallMs = Math.min(stallMs * 2, STALL_MAX_MS)) {
      if (stallMs > STALL_MIN_MS) {
        await fetcher.fetch(cid);
        const arrived = await fromHere(cid);
        if (arrived.state === 'valid') return arrived.bytes;
      }
      const attempt = new AbortController();
      const startedAt = performance.now();
      const watch = setInterval(() => {
        if (performance.now() - Math.max(startedAt, lastArrival) > stallMs) attempt.abort();
      }, STALL_WATCH_MS);
      try {
        const either = AbortSignal.any([signal, attempt.signal]);
        for await (const bytes of host.helia.blockstore.get(cid, { signal: either })) {
          lastArrival = performance.now();
          // The library stores what it fetches by itself; one block too many is counted, and evicted next.
          work.reserve(cid, bytes.length);
          await download.take(bytes.length, signal);
          return bytes;
        }
      } catch (error) {
        if (signal.aborted || !attempt.signal.aborted) throw error;
      } finally {
        clearInterval(watch);
      }
      await sleep(STALL_WATCH_MS, undefined, { signal });
    }
  };

  const fromHere = async (cid: CID): Promise<BlockState> => {
    const checked = fetcher.takeBlock(cid);
    return checked === undefined ? host.blocks.inspect(cid) : { state: 'valid', bytes: checked };
  };

  const fromPeers = async (cid: CID, damaged: boolean): Promise<Uint8Array> => {
    const nobody = host.peers().length === 0;
    if (limits.offline || (damaged && nobody)) throw refuse(cid, damaged);
    const signal = damaged
      ? AbortSignal.any([limits.signal, AbortSignal.timeout(REPAIR_TIMEOUT_MS)])
      : limits.signal;
    try {
      return await wantUntilItComes(cid, signal);
    } catch (cause) {
      if (damaged) throw refuse(cid, true, cause);
      limits.signal.throwIfAborted();
      throw refuse(cid, false, cause);
    }
  };

  return {
    async *get(cid) {
      limits.signal.throwIfAborted();
      blocks += 1;
      if (blocks > maxBlocks) {
        throw new LoamError('ARTIFACT_TOO_LARGE', `the artifact has more than ${maxBlocks} blocks`, {
          data: { maxBlocks },
        });
      }
      work.meet(cid);
      const local = await fromHere(cid);
      const bytes = local.state === 'valid' ? local.bytes : await fromPeers(cid, local.state === 'corrupt');
      work.saw(cid, bytes.length);
      yield bytes;
    },
  };
}

function refuse(cid: CID, damaged: boolean, cause?: unknown): LoamError {
  const options = { data: { cid: cid.toString() }, ...(cause === undefined ? {} : { cause }) };
  return damaged
    ? new LoamError('ARTIFACT_CORRUPT', `the stored bytes of ${cid.toString()} do not hash to it`, {
        ...options,
        hint: 'Connect to a peer that holds the artifact; the damaged block is then replaced.',
      })
    : new LoamError('ARTIFACT_UNAVAILABLE', `nobody reachable has ${cid.toString()}`, {
        ...options,
        hint: 'Check the connection to the network and try again.',
      });
}
