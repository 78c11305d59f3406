import type { AddOptions } from '@helia/unixfs';
import { CHUNK_BYTES } from './limits.ts';

/** Splits bytes into chunks of {@link CHUNK_BYTES}; the last one may be shorter. An empty file is one empty chunk. */
async function* fixedChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pending = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  let yielded = false;
  for await (const bytes of source) {
    let at = 0;
    while (at < bytes.length) {
      const take = Math.min(CHUNK_BYTES - filled, bytes.length - at);
      pending.set(bytes.subarray(at, at + take), filled);
      filled += take;
      at += take;
      if (filled < CHUNK_BYTES) continue;
      yield pending;
      yielded = true;
      pending = new Uint8Array(CHUNK_BYTES);
      filled = 0;
    }
  }
  if (filled > 0 || !yielded) yield pending.subarray(0, filled);
}

/**
 * How files become blocks. Every field decides the CID, so nothing here may change without a new format version:
 * CIDv1, raw leaves of 1 MiB, a balanced tree (1024 children a node), every root dag-pb, no times and no modes.
 */
export const IMPORT_OPTIONS = {
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: false,
  wrapWithDirectory: false,
  shardSplitThresholdBytes: 1024 * 1024,
  fileImportConcurrency: 1,
  blockWriteConcurrency: 8,
  chunker: fixedChunks,
} satisfies Partial<AddOptions>;
