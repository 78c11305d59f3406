import { createHash, timingSafeEqual } from 'node:crypto';
import { FsBlockstore } from 'blockstore-fs';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BLOCK_BYTES } from './limits.ts';

/** Multihash code of sha2-256, the only hash that blocks here may have. */
const SHA2_256 = 0x12;

/** What lies on disk under a CID. */
export type BlockState =
  | { readonly state: 'valid'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'corrupt' };

/**
 * Blocks on the file system, never trusted: whatever is read is hashed again, and a block whose bytes do not match
 * its CID counts as missing for everyone above (so it is fetched again, never served, and overwritten by the good
 * one). The damaged file stays until then, and {@link inspect} tells the two cases apart.
 */
export class VerifyingBlockstore extends FsBlockstore {
  readonly #corrupt = new Set<string>();

  /** Reads and re-hashes one local block; never asks the network. */
  async inspect(cid: CID): Promise<BlockState> {
    const bytes = await this.#readFile(cid);
    if (bytes === undefined) return { state: 'missing' };
    if (bytes.length <= MAX_BLOCK_BYTES && matches(cid, bytes)) {
      this.#corrupt.delete(cid.toString());
      return { state: 'valid', bytes };
    }
    this.#corrupt.add(cid.toString());
    return { state: 'corrupt' };
  }

  /** CIDs of the damaged blocks that were met since start and not repaired yet. */
  corrupted(): string[] {
    return [...this.#corrupt];
  }

  override async *get(cid: CID): AsyncGenerator<Uint8Array> {
    const block = await this.inspect(cid);
    if (block.state !== 'valid') throw notFound(cid);
    yield block.bytes;
  }

  override async has(cid: CID): Promise<boolean> {
    return (await this.inspect(cid)).state === 'valid';
  }

  override async put(cid: CID, value: Parameters<FsBlockstore['put']>[1]): Promise<CID> {
    const bytes = await collect(value);
    if (bytes.length > MAX_BLOCK_BYTES) {
      throw new LoamError(
        'BLOCK_TOO_LARGE',
        `block ${cid.toString()} is larger than ${MAX_BLOCK_BYTES} bytes`,
        {
          data: { cid: cid.toString(), bytes: bytes.length },
        },
      );
    }
    if (!matches(cid, bytes)) {
      throw new LoamError('BLOCK_MISMATCH', `the bytes given for block ${cid.toString()} do not hash to it`, {
        data: { cid: cid.toString() },
      });
    }
    await super.put(cid, bytes);
    this.#corrupt.delete(cid.toString());
    return cid;
  }

  async #readFile(cid: CID): Promise<Uint8Array | undefined> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const chunk of super.get(cid)) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > MAX_BLOCK_BYTES) break;
      }
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') return undefined;
      throw error;
    }
    return concat(chunks, length);
  }
}

function matches(cid: CID, bytes: Uint8Array): boolean {
  const { code, digest } = cid.multihash;
  if (code !== SHA2_256 || digest.length !== 32) return false;
  return timingSafeEqual(createHash('sha256').update(bytes).digest(), digest);
}

async function collect(value: Parameters<FsBlockstore['put']>[1]): Promise<Uint8Array> {
  if (value instanceof Uint8Array) return value;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of value) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BLOCK_BYTES) break;
  }
  return concat(chunks, length);
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const only = chunks.length === 1 ? chunks[0] : undefined;
  if (only !== undefined) return only;
  const out = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/** Callers outside this project tell a missing block by the error's name. */
function notFound(cid: CID): Error {
  const error = new Error(`block ${cid.toString()} is not stored here, or is damaged`);
  error.name = 'NotFoundError';
  return error;
}
