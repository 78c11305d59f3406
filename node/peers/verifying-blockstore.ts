import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FsBlockstore } from 'blockstore-fs';
import { NextToLast } from 'blockstore-fs/sharding';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BLOCK_BYTES } from './limits.ts';

/** Multihash code of sha2-256, the only hash that blocks here may have. */
const SHA2_256 = 0x12;
/** Codec of the gossip's entries, which are small and not paced. */
const DAG_CBOR = 0x71;
/** Where a block's file lies: what the base class uses unless told otherwise. */
const LAYOUT = new NextToLast();

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
  #written = 0;

  /** Awaited before `get`, through which bitswap reads, gives out a block of an artifact: paces what peers take. */
  beforeServing: ((bytes: number) => Promise<void>) | undefined;

  /**
   * Reads and re-hashes one local block; never asks the network.
   *
   * Files are read and written at once instead of over the thread pool: a block is a quarter of a megabyte and takes
   * 0.1 ms either way, and the four hops to a pool thread and back that each would take cost several times that.
   *
   * @param headroom bytes to leave free in the buffer before the block, for who wants to put something there.
   */
  inspect(cid: CID, headroom = 0): BlockState {
    const bytes = this.#readFile(cid, headroom);
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
    const block = this.inspect(cid);
    if (block.state !== 'valid') throw notFound(cid);
    if (cid.code !== DAG_CBOR) await this.beforeServing?.(block.bytes.length);
    yield block.bytes;
  }

  override async has(cid: CID): Promise<boolean> {
    return this.inspect(cid).state === 'valid';
  }

  override async put(cid: CID, value: Parameters<FsBlockstore['put']>[1]): Promise<CID> {
    this.store(cid, await collect(value));
    return cid;
  }

  /**
   * Checks a block and stores it, under its name and whole.
   *
   * @param beforeWriting called with a checked block only; what it throws keeps the block out.
   * @throws LoamError `BLOCK_TOO_LARGE`, `BLOCK_MISMATCH`.
   */
  store(cid: CID, bytes: Uint8Array, beforeWriting?: () => void): void {
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
    beforeWriting?.();
    this.#write(cid, bytes);
  }

  /** Folder of half-written blocks. Whatever an earlier process left there is of no use. */
  get temporaries(): string {
    return join(this.path, 'temporary');
  }

  /** Returns when a stored block would survive a power cut. A block that is not stored is skipped. */
  async flush(cid: CID): Promise<void> {
    let file: FileHandle;
    try {
      file = await open(this.file(cid), 'r+');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The file that holds a block. */
  file(cid: CID): string {
    const { dir, file } = LAYOUT.encode(cid);
    return join(this.path, dir, file);
  }

  /**
   * A block is written in the folder for temporaries and moved to its place: a new file costs a file system far less
   * in a folder that it has just worked in than in one of a thousand, and no half-written block ever has a name.
   */
  #write(cid: CID, bytes: Uint8Array): void {
    this.#written += 1;
    const temporary = join(this.temporaries, `${process.pid}-${this.#written}`);
    const descriptor = createIn(temporary);
    try {
      try {
        for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
      } finally {
        closeSync(descriptor);
      }
      moveTo(temporary, this.file(cid));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    this.#corrupt.delete(cid.toString());
  }

  #readFile(cid: CID, headroom: number): Uint8Array | undefined {
    const file = this.file(cid);
    if (!existsSync(file)) return undefined;
    let descriptor: number;
    try {
      descriptor = openSync(file, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    try {
      // One byte more than it may have, so that a larger file is told apart and never read whole.
      const length = headroom + Math.min(fstatSync(descriptor).size, MAX_BLOCK_BYTES + 1);
      const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
      let filled = headroom;
      while (filled < length) {
        const count = readSync(descriptor, bytes, filled, length - filled, filled - headroom);
        if (count === 0) break;
        filled += count;
      }
      return bytes.subarray(headroom, filled);
    } finally {
      closeSync(descriptor);
    }
  }
}

/** Opens a new file, and makes its folder when that is not there. */
function createIn(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'wx', 0o600);
  }
}

function moveTo(temporary: string, file: string): void {
  try {
    renameSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(file), { recursive: true });
    renameSync(temporary, file);
  }
}

function matches(cid: CID, bytes: Uint8Array): boolean {
  const { code, digest } = cid.multihash;
  if (code !== SHA2_256 || digest.length !== 32) return false;
  return Buffer.compare(hash('sha256', bytes, 'buffer'), digest) === 0;
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
