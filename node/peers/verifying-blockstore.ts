import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FsBlockstore } from 'blockstore-fs';
import { NextToLast } from 'blockstore-fs/sharding';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { BlockDesk } from './block-desk.ts';
import { hasDigest, readBlockFile, writeBlockFile } from './block-file.ts';
import { BLOCK_THREAD_MIN_BYTES, MAX_BLOCK_BYTES } from './limits.ts';

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
  readonly #desk = new BlockDesk();
  #written = 0;

  /** Awaited before `get`, through which bitswap reads, gives out a block of an artifact: paces what peers take. */
  beforeServing: ((bytes: number) => Promise<void>) | undefined;

  /**
   * Reads and re-hashes one local block; never asks the network.
   *
   * @param headroom bytes to leave free in the buffer before the block, for who wants to put something there.
   */
  inspect(cid: CID, headroom = 0): BlockState {
    const bytes = readBlockFile(this.file(cid), headroom);
    if (bytes === undefined) return { state: 'missing' };
    if (bytes.length <= MAX_BLOCK_BYTES && matches(cid, bytes)) {
      this.#corrupt.delete(cid.toString());
      return { state: 'valid', bytes };
    }
    this.#corrupt.add(cid.toString());
    return { state: 'corrupt' };
  }

  /** As {@link inspect}, on the block thread when there is one. */
  async inspectSoon(cid: CID, headroom = 0): Promise<BlockState> {
    const digest = digestOf(cid);
    if (digest === undefined) return this.inspect(cid, headroom);
    const done = await this.#desk
      .ask({ do: 'read', file: this.file(cid), digest, headroom })
      ?.catch(() => undefined);
    if (done?.state === 'missing') return { state: 'missing' };
    if (done?.state !== 'valid' || done.bytes === undefined) return this.inspect(cid, headroom);
    this.#corrupt.delete(cid.toString());
    return { state: 'valid', bytes: done.bytes };
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
    const temporary = this.#temporary();
    writeBlockFile(temporary, bytes);
    this.#place(cid, temporary);
  }

  /**
   * Memory for a block that {@link storeSoon} takes. Undefined for a small one, and while there is no thread or no
   * place: store it with {@link store} then.
   */
  lend(length: number): Uint8Array<SharedArrayBuffer> | undefined {
    return length < BLOCK_THREAD_MIN_BYTES ? undefined : this.#desk.lend(length);
  }

  /** Ends a loan, once nobody reads or writes the bytes any more. */
  giveBack(bytes: Uint8Array<SharedArrayBuffer>): void {
    this.#desk.giveBack(bytes);
  }

  /**
   * As {@link store}, with the work done on the block thread when there is one. The block is stored when this resolves,
   * and not before; the bytes must not change until then.
   */
  async storeSoon(cid: CID, bytes: Uint8Array<SharedArrayBuffer>, beforeWriting?: () => void): Promise<void> {
    const digest = digestOf(cid);
    const temporary = this.#temporary();
    const done =
      digest === undefined
        ? undefined
        : await this.#desk.ask({ do: 'write', file: temporary, digest, bytes })?.catch(() => undefined);
    if (done?.state !== 'valid') {
      // Checks and writes once more, and throws what is to be thrown.
      rmSync(temporary, { force: true });
      this.store(cid, bytes, beforeWriting);
      return;
    }
    try {
      beforeWriting?.();
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    this.#place(cid, temporary);
  }

  /** Ends the block thread; everything still works without it. */
  async endThread(): Promise<void> {
    await this.#desk.close();
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

  #temporary(): string {
    this.#written += 1;
    return join(this.temporaries, `${process.pid}-${this.#written}`);
  }

  /**
   * A block is written in the folder for temporaries and moved to its place: a new file costs a file system far less
   * in a folder that it has just worked in than in one of a thousand, and no half-written block ever has a name.
   */
  #place(cid: CID, temporary: string): void {
    try {
      moveTo(temporary, this.file(cid));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    this.#corrupt.delete(cid.toString());
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

function digestOf(cid: CID): Uint8Array | undefined {
  const { code, digest } = cid.multihash;
  return code === SHA2_256 && digest.length === 32 ? digest : undefined;
}

function matches(cid: CID, bytes: Uint8Array): boolean {
  const digest = digestOf(cid);
  return digest !== undefined && hasDigest(bytes, digest);
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
