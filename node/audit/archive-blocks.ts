import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { CarBlockIterator } from '@ipld/car';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_AUDIT_ARCHIVE_BYTES, MAX_AUDIT_BLOCK_BYTES, MAX_AUDIT_BLOCKS } from './limits.ts';

/** Multihash code of sha2-256, the only hash that blocks may have. */
const SHA2_256 = 0x12;
/** dag-pb, raw, dag-cbor. */
const CODECS: readonly number[] = [0x70, 0x55, 0x71];

/** The blocks of a CAR file, each hashed again. */
export interface ArchiveBlocks {
  readonly root: CID;
  readonly blocks: ReadonlyMap<string, Uint8Array>;
  /** CIDs of blocks whose bytes hash to something else. */
  readonly damaged: ReadonlySet<string>;
}

/**
 * Reads a CAR file that came from somebody else.
 *
 * @throws LoamError `AUDIT_ARCHIVE_MISSING`, `AUDIT_ARCHIVE_TOO_LARGE`, `AUDIT_ARCHIVE_MALFORMED`
 */
export async function readArchiveBlocks(file: string): Promise<ArchiveBlocks> {
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined)
    throw new LoamError('AUDIT_ARCHIVE_MISSING', `There is no file ${file}.`, {
      hint: "'loam audit export <epoch> <file.car>' makes one.",
    });
  if (size > MAX_AUDIT_ARCHIVE_BYTES)
    throw tooLarge(`it has ${size} bytes, more than ${MAX_AUDIT_ARCHIVE_BYTES}`);
  const handle = await open(file, 'r');
  try {
    return await collect(handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }));
  } catch (error) {
    if (error instanceof LoamError) throw error;
    throw new LoamError('AUDIT_ARCHIVE_MALFORMED', 'The file is not a CAR file, or it is cut off.', {
      hint: 'Fetch it again.',
      cause: error,
    });
  } finally {
    await handle.close();
  }
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<ArchiveBlocks> {
  const car = await CarBlockIterator.fromIterable(source);
  const [root, more] = await car.getRoots();
  if (root === undefined || more !== undefined) throw malformed('it has not exactly one root');
  const blocks = new Map<string, Uint8Array>();
  const damaged = new Set<string>();
  let count = 0;
  for await (const { cid, bytes } of car) {
    if (++count > MAX_AUDIT_BLOCKS) throw tooLarge(`it has more than ${MAX_AUDIT_BLOCKS} blocks`);
    if (bytes.length > MAX_AUDIT_BLOCK_BYTES)
      throw tooLarge(`block ${cid.toString()} has ${bytes.length} bytes`);
    const { code, digest } = cid.multihash;
    if (cid.version !== 1 || code !== SHA2_256 || !CODECS.includes(cid.code))
      throw malformed(`block ${cid.toString().slice(0, 128)} is of a kind that artifacts never have`);
    const name = cid.toString();
    if (Buffer.compare(createHash('sha256').update(bytes).digest(), digest) === 0) {
      // A copy of its own: the reader's piece of the file would be kept alive by a small block.
      blocks.set(name, Uint8Array.from(bytes));
      damaged.delete(name);
    } else if (!blocks.has(name)) damaged.add(name);
  }
  return { root, blocks, damaged };
}

/** @param why continues "The audit archive is refused: " */
export function malformed(why: string, cause?: unknown): LoamError {
  return new LoamError('AUDIT_ARCHIVE_MALFORMED', `The audit archive is refused: ${why}.`, {
    hint: 'Fetch it again, or ask for one from somebody else.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function tooLarge(why: string): LoamError {
  return new LoamError('AUDIT_ARCHIVE_TOO_LARGE', `The audit archive is refused: ${why}.`, {
    hint: 'Audit the epoch online instead.',
  });
}
