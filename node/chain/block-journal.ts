import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { MAX_BLOCK_JOURNAL_BYTES } from './limits.ts';

const placeSchema = z.strictObject({
  number: z.number().int().nonnegative(),
  hash: bytes32Schema,
  /** Seconds since 1970. */
  timestamp: z.number().int().nonnegative(),
});

const blockSchema = placeSchema.extend({
  parent: bytes32Schema,
  /** Its transactions, signed, in their order. */
  raw: z.array(z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]+$/.test(v))),
});

/** A block by number, hash and time. */
export type BlockPlace = z.infer<typeof placeSchema>;

/** A block with all that it takes to mine it again, hash for hash. */
export type JournaledBlock = z.infer<typeof blockSchema>;

/**
 * What the local chain has mined, block by block, in one file that only grows: the chain writes its own state once a
 * second and forgets what came after when it is killed. The first line is the block before the first one that is kept.
 */
export class BlockJournal {
  readonly #file: string;
  #base: BlockPlace | undefined;
  #blocks: JournaledBlock[] = [];
  #bytes = 0;
  /** Whether a write has failed, so that half a line may stand at the end. */
  #isTorn = false;
  #handle: FileHandle | undefined;

  private constructor(file: string) {
    this.#file = file;
  }

  /** Opens the journal of a chain's folder. Half a line at the end, which a kill may leave, is not there. */
  static open(dir: string): BlockJournal {
    const journal = new BlockJournal(join(dir, 'blocks.jsonl'));
    journal.#read();
    return journal;
  }

  /** The newest block; undefined when nothing was ever kept. */
  get head(): BlockPlace | undefined {
    return this.#blocks.at(-1) ?? this.#base;
  }

  /** The block before the first kept one. */
  get base(): BlockPlace | undefined {
    return this.#base;
  }

  /** The block of a number; undefined when it is not kept. */
  at(number: number): BlockPlace | undefined {
    if (this.#base === undefined) return undefined;
    return number === this.#base.number ? this.#base : this.#blocks[number - this.#base.number - 1];
  }

  /** The kept blocks above a number, oldest first. */
  above(number: number): readonly JournaledBlock[] {
    return this.#blocks.filter((block) => block.number > number);
  }

  /** Begins anew after a block; what was kept is set aside. */
  async restart(base: BlockPlace): Promise<void> {
    await this.close();
    if (this.#blocks.length > 0) renameSync(this.#file, this.#file.replace(/\.jsonl$/, '.old.jsonl'));
    this.#base = base;
    this.#blocks = [];
    this.#write();
  }

  /** Keeps a block on top of {@link head}; it is on disk when this resolves. */
  async append(blocks: readonly JournaledBlock[]): Promise<void> {
    if (blocks.length === 0) return;
    const text = blocks.map((block) => `${JSON.stringify(block)}\n`).join('');
    if (this.#isTorn) this.#write();
    try {
      this.#handle ??= await open(this.#file, 'a', 0o600);
      await this.#handle.appendFile(text);
      await this.#handle.datasync();
    } catch (error) {
      this.#isTorn = true;
      await this.close();
      throw error;
    }
    this.#blocks.push(...blocks);
    this.#bytes += text.length;
  }

  /** Forgets blocks from a number on, which the chain has left. @returns false when {@link base} itself is among them */
  async cutFrom(number: number): Promise<boolean> {
    if (this.#base === undefined || number <= this.#base.number) return false;
    await this.close();
    this.#blocks = this.#blocks.filter((block) => block.number < number);
    this.#write();
    return true;
  }

  /**
   * Forgets, once the file is large, the blocks that the chain's own state and its copies hold.
   *
   * @param covered number of the newest such block, where that is known
   */
  async shrink(covered: () => number | undefined): Promise<void> {
    if (this.#bytes <= MAX_BLOCK_JOURNAL_BYTES) return;
    const number = covered();
    const base = number === undefined ? undefined : this.at(number);
    if (number === undefined || base === undefined) return;
    await this.close();
    this.#blocks = [...this.above(number)];
    this.#base = { number, hash: base.hash, timestamp: base.timestamp };
    this.#write();
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  #write(): void {
    const text = [this.#base, ...this.#blocks].map((line) => `${JSON.stringify(line)}\n`).join('');
    atomicWrite(this.#file, text);
    this.#isTorn = false;
    this.#bytes = text.length;
  }

  #read(): void {
    if (!existsSync(this.#file)) return;
    const text = readFileSync(this.#file, 'utf8');
    const lines = text.split('\n').slice(0, -1);
    const base = placeSchema.safeParse(parse(lines[0]));
    if (!base.success) {
      rmSync(this.#file, { force: true });
      return;
    }
    this.#base = base.data;
    for (const line of lines.slice(1)) {
      const block = blockSchema.safeParse(parse(line)).data;
      if (block === undefined || block.parent !== this.head?.hash || block.number !== this.head.number + 1)
        break;
      this.#blocks.push(block);
    }
    // What follows a damaged line cannot be mined again, and nothing may be written behind half a line.
    this.#write();
  }
}

function parse(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}
