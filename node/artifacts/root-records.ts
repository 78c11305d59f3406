import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CID } from 'multiformats/cid';
import { z } from 'zod';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { MAX_RECORD_BYTES } from './limits.ts';

/** What this node knows of one artifact that it stored or fetched. */
export interface RootRecord {
  readonly cid: string;
  /** Never collected, never evicted. */
  readonly pinned: boolean;
  /** Every block of it was here once. */
  readonly complete: boolean;
  /** When it was last stored or read, milliseconds since 1970. */
  readonly usedAt: number;
  /** Bytes of its blocks by their key, see `block-key.ts`. */
  readonly blocks: ReadonlyMap<string, number>;
}

const recordSchema = z.strictObject({
  v: z.literal(1),
  pinned: z.boolean(),
  complete: z.boolean(),
  usedAt: z.number().int().min(0),
  blocks: z.array(z.tuple([z.string().max(128), z.number().int().min(0)])),
});

const SUFFIX = '.json';

interface Count {
  readonly bytes: number;
  roots: number;
  pinned: number;
}

/**
 * The artifacts of a data folder, one file each beside the blocks, and which blocks each is made of. What is pinned is
 * decided here alone: the counts that the IPFS library keeps lose blocks when an artifact is unpinned and pinned again.
 */
export class RootRecords {
  readonly #folder: string;
  readonly #records = new Map<string, RootRecord>();
  readonly #counts = new Map<string, Count>();
  #bytes = 0;
  #pinnedBytes = 0;

  /** Reads all records. A file that cannot be read counts as a pin of which nothing else is known. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) {
      if (!name.endsWith(SUFFIX)) {
        // Left behind by a process that died while it wrote.
        rmSync(join(folder, name), { force: true });
        continue;
      }
      const cid = parseName(name.slice(0, -SUFFIX.length));
      if (cid !== undefined) this.#take(readRecord(join(folder, name), cid));
    }
  }

  /** Bytes of all blocks that belong to an artifact, each once. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The part of {@link bytes} that belongs to a pinned one. */
  get pinnedBytes(): number {
    return this.#pinnedBytes;
  }

  get(cid: string): RootRecord | undefined {
    return this.#records.get(cid);
  }

  all(): RootRecord[] {
    return [...this.#records.values()];
  }

  /** Whether a block belongs to any artifact. */
  holds(key: string): boolean {
    return this.#counts.has(key);
  }

  /**
   * Adds or replaces a record.
   *
   * @param durable also survives a power cut; without, it survives the end of this process alone.
   */
  put(record: RootRecord, durable: boolean): void {
    const text = JSON.stringify({
      v: 1,
      pinned: record.pinned,
      complete: record.complete,
      usedAt: record.usedAt,
      blocks: [...record.blocks],
    });
    const file = this.#file(record.cid);
    if (durable) atomicWrite(file, text);
    else {
      const temporary = `${file}.${process.pid}.tmp`;
      writeFileSync(temporary, text, { mode: 0o600 });
      renameSync(temporary, file);
    }
    this.#take(record);
  }

  /** Notes that an artifact was read, in memory alone. */
  use(cid: string, usedAt: number): void {
    const record = this.#records.get(cid);
    if (record !== undefined) this.#records.set(cid, { ...record, usedAt });
  }

  /** Forgets an artifact. Returns the keys of its blocks that now belong to none. */
  remove(cid: string): string[] {
    const record = this.#records.get(cid);
    if (record === undefined) return [];
    rmSync(this.#file(cid), { force: true });
    this.#drop(record);
    return [...record.blocks.keys()].filter((key) => !this.#counts.has(key));
  }

  #file(cid: string): string {
    return join(this.#folder, `${cid}${SUFFIX}`);
  }

  #take(record: RootRecord): void {
    const before = this.#records.get(record.cid);
    for (const [key, bytes] of record.blocks) {
      const count = this.#counts.get(key) ?? { bytes, roots: 0, pinned: 0 };
      if (count.roots === 0) this.#bytes += count.bytes;
      if (count.pinned === 0 && record.pinned) this.#pinnedBytes += count.bytes;
      count.roots += 1;
      if (record.pinned) count.pinned += 1;
      this.#counts.set(key, count);
    }
    if (before !== undefined) this.#drop(before);
    this.#records.set(record.cid, record);
  }

  #drop(record: RootRecord): void {
    this.#records.delete(record.cid);
    for (const key of record.blocks.keys()) {
      const count = this.#counts.get(key);
      if (count === undefined) continue;
      count.roots -= 1;
      if (record.pinned) count.pinned -= 1;
      if (record.pinned && count.pinned === 0) this.#pinnedBytes -= count.bytes;
      if (count.roots > 0) continue;
      this.#bytes -= count.bytes;
      this.#counts.delete(key);
    }
  }
}

function parseName(name: string): string | undefined {
  try {
    return CID.parse(name).toString();
  } catch {
    return undefined;
  }
}

function readRecord(file: string, cid: string): RootRecord {
  try {
    if (statSync(file).size > MAX_RECORD_BYTES) throw new RangeError('too large');
    const { pinned, complete, usedAt, blocks } = recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { cid, pinned, complete, usedAt, blocks: new Map(blocks) };
  } catch {
    return { cid, pinned: true, complete: false, usedAt: 0, blocks: new Map() };
  }
}
