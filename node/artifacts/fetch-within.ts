import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BLOCK_BYTES } from '../peers/limits.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import type { ArtifactKeeper } from './artifact-keeper.ts';
import type { FetchOptions } from './artifact-store.ts';
import { type BlockReader, createBlockReader } from './block-reader.ts';
import { DagFetcher } from './dag-fetcher.ts';
import {
  FETCH_TIMEOUT_MS,
  MAX_ARTIFACT_BYTES,
  MAX_ARTIFACT_FILES,
  MIN_CHUNK_BYTES,
  SPARE_BLOCKS,
  SPARE_BYTES,
} from './limits.ts';
import type { TokenBucket } from './token-bucket.ts';

/** What every fetch of one store shares. */
export interface FetchSetting {
  readonly host: PeerHost;
  readonly download: TokenBucket;
  readonly keeper: ArtifactKeeper;
}

/** Resolved limits of one fetch. */
export interface FetchLimits {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** Whether all of it is here and was checked already. */
  readonly arrived: boolean;
}

/**
 * Runs one fetch under its limits and turns whatever ends it into a LoamError. Bitswap never gives up by itself, so a
 * fetch always has a deadline.
 *
 * @throws LoamError `ARTIFACT_UNAVAILABLE` when the time is over, `ARTIFACT_CANCELLED` when the caller's signal was
 * aborted, `ARTIFACT_MALFORMED` when the blocks are no UnixFS, and whatever LoamError `use` throws.
 */
export async function fetchWithin<T>(
  setting: FetchSetting,
  root: CID,
  options: FetchOptions & { readonly keep?: boolean },
  use: (reader: BlockReader, limits: FetchLimits) => Promise<T>,
): Promise<T> {
  const timeoutMs = options.timeoutMs ?? FETCH_TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  const maxBytes = Math.min(options.maxBytes ?? MAX_ARTIFACT_BYTES, MAX_ARTIFACT_BYTES);
  const maxFiles = Math.min(options.maxFiles ?? MAX_ARTIFACT_FILES, MAX_ARTIFACT_FILES);
  const { host, download, keeper } = setting;
  const offline = options.offline === true;
  const maxBlocks = Math.ceil(maxBytes / MIN_CHUNK_BYTES) * 2 + SPARE_BLOCKS;
  const work = keeper.begin(root);
  const fetcher = new DagFetcher({
    host,
    download,
    work,
    maxBytes: Math.ceil(maxBytes * (1 + SPARE_BYTES)) + MAX_BLOCK_BYTES,
    maxBlocks,
    signal,
    keep: options.keep !== false,
  });
  const reader = createBlockReader(host, { signal, maxBlocks, offline, fetcher, download, work });
  try {
    const arrived = !offline && host.peers().length > 0 && (await fetcher.fetch(root));
    const result = await use(reader, { signal, maxBytes, maxFiles, arrived });
    work.end(root, true);
    return result;
  } catch (error) {
    work.end(root, false);
    const known = findLoamError(error);
    if (known !== undefined) throw known;
    const data = { cid: root.toString() };
    if (options.signal?.aborted) {
      throw new LoamError('ARTIFACT_CANCELLED', `reading ${root.toString()} was cancelled`, {
        cause: error,
        data,
      });
    }
    if (timeout.aborted) {
      throw new LoamError(
        'ARTIFACT_UNAVAILABLE',
        `${root.toString()} did not arrive within ${timeoutMs} ms`,
        {
          hint: 'Check the connection to the network and try again.',
          cause: error,
          data: { ...data, timeoutMs },
        },
      );
    }
    throw new LoamError('ARTIFACT_MALFORMED', `${root.toString()} is not a readable artifact`, {
      cause: error,
      data,
    });
  }
}

/** The libraries in between wrap what a reader throws; the reason lies in the chain of causes. */
function findLoamError(error: unknown): LoamError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if (at instanceof LoamError) return at;
  }
  return undefined;
}
