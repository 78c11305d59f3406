import { Worker } from 'node:worker_threads';
import type { BlockDone, BlockJob } from './block-thread.ts';
import { BLOCK_SLOTS, BLOCK_THREAD_IDLE_MS, MAX_BLOCK_BYTES } from './limits.ts';

/** A job without its number, which the desk gives. */
type Order = BlockJob extends infer J ? (J extends BlockJob ? Omit<J, 'id'> : never) : never;

interface Waiting {
  resolve(done: BlockDone): void;
  reject(error: Error): void;
}

/**
 * The thread beside a block store. It starts when it is first needed and ends when it has been idle; whatever it does
 * not take, because it is starting, ended or cannot be had at all, the caller does itself.
 *
 * Blocks to be written lie in memory that both threads see. There is a fixed number of places for them, so that what
 * comes in faster than it is written takes no more memory, and they are used again and again, which saves most of the
 * garbage collection that a buffer of its own for each block costs.
 */
export class BlockDesk {
  readonly #waiting = new Map<number, Waiting>();
  readonly #free: Uint8Array<SharedArrayBuffer>[] = [];
  #made = 0;
  #thread: Worker | undefined;
  #isOnline = false;
  #isClosed = false;
  #jobs = 0;
  #idle: NodeJS.Timeout | undefined;

  /** A place for a block; undefined when none is free or there is no thread, which is started then. */
  lend(length: number): Uint8Array<SharedArrayBuffer> | undefined {
    if (length > MAX_BLOCK_BYTES || !this.#isReady()) return undefined;
    const slot = this.#free.pop() ?? this.#newSlot();
    return slot?.subarray(0, length);
  }

  /** Ends a loan. */
  giveBack(bytes: Uint8Array<SharedArrayBuffer>): void {
    this.#free.push(new Uint8Array(bytes.buffer));
  }

  /** Has a job done; undefined when there is no thread, which is started then. Rejects when the thread ends early. */
  ask(order: Order): Promise<BlockDone> | undefined {
    if (!this.#isReady() || this.#waiting.size >= BLOCK_SLOTS * 4) return undefined;
    const thread = this.#thread;
    this.#jobs += 1;
    const id = this.#jobs;
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) thread?.ref();
      this.#waiting.set(id, { resolve, reject });
      thread?.postMessage({ ...order, id });
    });
  }

  /** Ends the thread; it is not started again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
  }

  #isReady(): boolean {
    if (this.#thread === undefined && !this.#isClosed) this.#start();
    return this.#isOnline;
  }

  #newSlot(): Uint8Array<SharedArrayBuffer> | undefined {
    if (this.#made >= BLOCK_SLOTS) return undefined;
    this.#made += 1;
    return new Uint8Array(new SharedArrayBuffer(MAX_BLOCK_BYTES));
  }

  #start(): void {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    let thread: Worker;
    try {
      thread = new Worker(new URL(`./block-thread.${extension}`, import.meta.url), { env: {}, execArgv: [] });
    } catch {
      this.#isClosed = true;
      return;
    }
    this.#thread = thread;
    thread.unref();
    thread.on('online', () => {
      this.#isOnline = this.#thread === thread;
      this.#watchIdle();
    });
    thread.on('message', (done: BlockDone) => {
      const waiting = this.#waiting.get(done.id);
      this.#waiting.delete(done.id);
      if (this.#waiting.size === 0) {
        thread.unref();
        this.#watchIdle();
      }
      waiting?.resolve(done);
    });
    // A thread that cannot run here is not tried again.
    thread.on('error', () => {
      this.#isClosed = true;
    });
    thread.on('exit', () => {
      if (this.#thread !== thread) return;
      this.#thread = undefined;
      this.#isOnline = false;
      for (const { reject } of this.#waiting.values()) reject(new Error('the block thread ended'));
      this.#waiting.clear();
    });
  }

  #watchIdle(): void {
    clearTimeout(this.#idle);
    const jobs = this.#jobs;
    this.#idle = setTimeout(() => {
      if (jobs === this.#jobs && this.#waiting.size === 0) void this.#end();
    }, BLOCK_THREAD_IDLE_MS).unref();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    this.#isOnline = false;
    await this.#thread?.terminate();
  }
}
