import { parentPort } from 'node:worker_threads';
import { hasDigest, readBlockFile, writeBlockFile } from './block-file.ts';
import { MAX_BLOCK_BYTES } from './limits.ts';

/** What the thread is asked. Both hash the block. */
export type BlockJob =
  | {
      readonly do: 'write';
      readonly id: number;
      readonly file: string;
      readonly digest: Uint8Array;
      /** In shared memory. */
      readonly bytes: Uint8Array;
    }
  | {
      readonly do: 'read';
      readonly id: number;
      readonly file: string;
      readonly digest: Uint8Array;
      readonly headroom: number;
    };

/** What the thread answers. `wrong`: the bytes do not have the digest; nothing was written then. */
export type BlockDone =
  | { readonly id: number; readonly state: 'valid'; readonly bytes?: Uint8Array }
  | { readonly id: number; readonly state: 'missing' | 'wrong' }
  | { readonly id: number; readonly state: 'failed'; readonly error: Error };

// The thread of one block store: hashes, reads and writes while the store's own thread moves bytes over the network.
parentPort?.on('message', (job: BlockJob) => {
  const done = work(job);
  const bytes = done.state === 'valid' ? done.bytes : undefined;
  parentPort?.postMessage(done, bytes === undefined ? [] : [bytes.buffer as ArrayBuffer]);
});

function work(job: BlockJob): BlockDone {
  const { id, file, digest } = job;
  try {
    if (job.do === 'write') {
      if (!hasDigest(job.bytes, digest)) return { id, state: 'wrong' };
      writeBlockFile(file, job.bytes);
      return { id, state: 'valid' };
    }
    const bytes = readBlockFile(file, job.headroom);
    if (bytes === undefined) return { id, state: 'missing' };
    if (bytes.length > MAX_BLOCK_BYTES || !hasDigest(bytes, digest)) return { id, state: 'wrong' };
    return { id, state: 'valid', bytes };
  } catch (error) {
    return { id, state: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
