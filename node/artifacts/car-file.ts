import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import * as dagCbor from '@ipld/dag-cbor';
import { CID } from 'multiformats/cid';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BLOCK_BYTES } from '../peers/limits.ts';
import { MAX_CAR_BLOCKS, MAX_CAR_HEADER_BYTES, MAX_CAR_ROOTS } from './limits.ts';

/** Where a block lies in the file. */
export interface CarSection {
  readonly cid: CID;
  readonly offset: number;
  readonly length: number;
}

const headerSchema = z.strictObject({
  version: z.literal(1),
  roots: z
    .array(z.custom<CID>((value) => CID.asCID(value) !== null))
    .min(1)
    .max(MAX_CAR_ROOTS),
});

/** Bytes of the longest CID that a section may begin with. */
const MAX_CID_BYTES = 64;
/** Bytes of the longest length that a section may state. */
const MAX_VARINT_BYTES = 5;

/**
 * A CAR file, version 1, opened for reading. It reads one block at a time, so a length that lies costs no memory.
 *
 * @throws LoamError `CAR_UNREADABLE`, `CAR_TOO_LARGE`, `CAR_MALFORMED`.
 */
export class CarFile {
  readonly roots: readonly CID[];
  readonly #descriptor: number;
  readonly #size: number;
  readonly #first: number;

  constructor(file: string, maxBytes: number) {
    try {
      this.#descriptor = openSync(file, 'r');
    } catch (cause) {
      throw new LoamError('CAR_UNREADABLE', `${file} cannot be read.`, {
        hint: 'Check the name and that you may read it.',
        cause,
      });
    }
    try {
      const stat = fstatSync(this.#descriptor);
      if (!stat.isFile()) throw new LoamError('CAR_UNREADABLE', `${file} is no file.`);
      this.#size = stat.size;
      if (this.#size > maxBytes)
        throw new LoamError('CAR_TOO_LARGE', `${file} is larger than ${maxBytes} bytes.`, {
          data: { maxBytes },
        });
      const header = this.#section(0, MAX_CAR_HEADER_BYTES);
      this.roots = this.#parse(() => {
        const { roots } = headerSchema.parse(dagCbor.decode(this.#read(header.start, header.length)));
        return roots.map((root) => CID.parse(root.toString()));
      });
      this.#first = header.start + header.length;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** The blocks in the order of the file. */
  *sections(): Generator<CarSection> {
    let count = 0;
    for (let at = this.#first; at < this.#size; ) {
      count += 1;
      if (count > MAX_CAR_BLOCKS) throw malformed(`it has more than ${MAX_CAR_BLOCKS} blocks`);
      const { start, length } = this.#section(at, MAX_BLOCK_BYTES + MAX_CID_BYTES);
      const head = this.#read(start, Math.min(length, MAX_CID_BYTES));
      const [cid, rest] = this.#parse(() => CID.decodeFirst(head));
      const cidBytes = head.length - rest.length;
      yield { cid, offset: start + cidBytes, length: length - cidBytes };
      at = start + length;
    }
  }

  /** The bytes of a block, not checked against its CID. */
  bytes({ offset, length }: CarSection): Uint8Array {
    return this.#read(offset, length);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** Reads the length at `at`; what it covers lies inside the file and is at most `most` long. */
  #section(at: number, most: number): { start: number; length: number } {
    const head = this.#read(at, Math.min(MAX_VARINT_BYTES, this.#size - at));
    let length = 0;
    for (let i = 0; i < head.length; i += 1) {
      const byte = head[i] ?? 0;
      length += (byte & 0x7f) * 2 ** (7 * i);
      if (byte >= 0x80) continue;
      const start = at + i + 1;
      if (length === 0 || length > most) throw malformed(`a part of ${length} bytes at ${at}`);
      if (start + length > this.#size) throw malformed(`it ends inside the part at ${at}`);
      return { start, length };
    }
    throw malformed(`no length at ${at}`);
  }

  #read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const count = readSync(this.#descriptor, bytes, filled, length - filled, offset + filled);
      if (count === 0) throw malformed('it became shorter while it was read');
      filled += count;
    }
    return bytes;
  }

  #parse<T>(parse: () => T): T {
    try {
      return parse();
    } catch (cause) {
      throw malformed('a part of it cannot be read', cause);
    }
  }
}

function malformed(what: string, cause?: unknown): LoamError {
  return new LoamError('CAR_MALFORMED', `This is no CAR file that Loam reads: ${what}.`, {
    hint: 'Write it again, for example with `ipfs dag export` or `loam artifacts export`.',
    ...(cause === undefined ? {} : { cause }),
  });
}
