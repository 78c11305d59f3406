import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { MAX_BLOCK_BYTES } from '../peers/limits.ts';
import { MAX_WANTS } from './limits.ts';

/**
 * Our own way to move blocks. A client opens a stream and sends frames of wants: one byte that says how many, then so
 * many SHA-256 digests. The server answers each want in order: four bytes (big-endian) with the block's length, then
 * the block; or {@link ABSENT} alone. The client may have {@link MAX_WANTS} wants open at a time.
 */
export const BLOCK_PROTOCOL = '/loam/artifact/1';

/** Length that says "not here". */
export const ABSENT = 0xffffffff;

/** Bytes of an answer's head. */
export const LENGTH_BYTES = 4;

/** Bytes of a SHA-256 digest. */
const DIGEST_BYTES = 32;
const SHA2_256 = 0x12;
const RAW = 0x55;

/** One frame of wants, at most {@link MAX_WANTS}. Every CID's hash must be SHA-256. */
export function encodeWants(cids: readonly CID[]): Uint8Array {
  const frame = new Uint8Array(1 + cids.length * DIGEST_BYTES);
  frame[0] = cids.length;
  for (const [i, cid] of cids.entries()) frame.set(cid.multihash.digest, 1 + i * DIGEST_BYTES);
  return frame;
}

/** Whether a block can be asked for by its digest alone. */
export function isAskable(cid: CID): boolean {
  return cid.multihash.code === SHA2_256 && cid.multihash.digest.length === DIGEST_BYTES;
}

/** The head of an answer. */
export function encodeLength(length: number): Uint8Array {
  const head = new Uint8Array(LENGTH_BYTES);
  new DataView(head.buffer).setUint32(0, length);
  return head;
}

/** Reads wants from the bytes of a stream, wherever these are cut. */
export class WantParser {
  readonly #onWant: (cid: CID) => void;
  readonly #digest = new Uint8Array(DIGEST_BYTES);
  #filled = 0;
  #left = 0;

  /** @param onWant gets every want; the codec of its CID is raw, as storage goes by the digest. */
  constructor(onWant: (cid: CID) => void) {
    this.#onWant = onWant;
  }

  /** @throws RangeError for a frame of no or of too many wants. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left === 0) {
        const count = chunk[at] ?? 0;
        if (count === 0 || count > MAX_WANTS) throw new RangeError(`a frame of ${count} wants`);
        this.#left = count;
        at += 1;
        continue;
      }
      const take = Math.min(DIGEST_BYTES - this.#filled, chunk.length - at);
      this.#digest.set(chunk.subarray(at, at + take), this.#filled);
      this.#filled += take;
      at += take;
      if (this.#filled < DIGEST_BYTES) continue;
      this.#filled = 0;
      this.#left -= 1;
      this.#onWant(CID.createV1(RAW, createDigest(SHA2_256, this.#digest.slice())));
    }
  }
}

/** Memory that several threads see. */
export type SharedBytes = Uint8Array<SharedArrayBuffer>;

/** Who gets the answers of a stream. */
export interface AnswerSink {
  /** Memory for the next block, so that it need not be copied again; without it the parser uses its own. */
  lend(length: number): SharedBytes | undefined;
  /**
   * Gets every block, and undefined for one that is not there.
   *
   * @returns whether it keeps the bytes; otherwise they are overwritten by the next block.
   */
  onAnswer(bytes: Uint8Array | undefined): boolean;
  /** The same for a block in memory that was lent, which is the sink's own again. */
  onLent(bytes: SharedBytes): void;
}

/** Reads answers from the bytes of a stream, wherever these are cut. */
export class AnswerParser {
  readonly #sink: AnswerSink;
  readonly #head = new Uint8Array(LENGTH_BYTES);
  #headFilled = 0;
  #body: Uint8Array | undefined;
  #lent: SharedBytes | undefined;
  #filled = 0;
  #spare: ArrayBuffer | undefined;

  constructor(sink: AnswerSink) {
    this.#sink = sink;
  }

  /** Ends the reading. Returns lent memory that was not filled yet. */
  end(): SharedBytes | undefined {
    const lent = this.#lent;
    this.#lent = undefined;
    this.#body = undefined;
    return lent;
  }

  /** @throws RangeError for a block that is larger than any may be. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length || this.#body?.length === this.#filled) {
      if (this.#body === undefined) {
        at = this.#readHead(chunk, at);
        continue;
      }
      const body = this.#body;
      const take = Math.min(body.length - this.#filled, chunk.length - at);
      body.set(chunk.subarray(at, at + take), this.#filled);
      this.#filled += take;
      at += take;
      if (this.#filled < body.length) continue;
      const lent = this.#lent;
      this.#body = undefined;
      this.#lent = undefined;
      if (lent !== undefined) this.#sink.onLent(lent);
      else if (this.#sink.onAnswer(body)) this.#spare = undefined;
    }
  }

  #readHead(chunk: Uint8Array, from: number): number {
    const take = Math.min(LENGTH_BYTES - this.#headFilled, chunk.length - from);
    this.#head.set(chunk.subarray(from, from + take), this.#headFilled);
    this.#headFilled += take;
    if (this.#headFilled === LENGTH_BYTES) {
      this.#headFilled = 0;
      const length = new DataView(this.#head.buffer).getUint32(0);
      if (length === ABSENT) this.#sink.onAnswer(undefined);
      else if (length > MAX_BLOCK_BYTES) throw new RangeError(`a block of ${length} bytes`);
      else {
        this.#lent = this.#sink.lend(length);
        this.#body = this.#lent ?? this.#own(length);
        this.#filled = 0;
      }
    }
    return from + take;
  }

  #own(length: number): Uint8Array {
    if (this.#spare === undefined || this.#spare.byteLength < length)
      this.#spare = Buffer.allocUnsafeSlow(length).buffer;
    return new Uint8Array(this.#spare, 0, length);
  }
}
