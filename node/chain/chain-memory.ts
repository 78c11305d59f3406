import type { Hex } from '../../protocol/encoding/hex.ts';
import { EPOCH_LOGS_IN_MEMORY } from './limits.ts';

/** What a connection has read and can use again. */
export class ChainMemory {
  /** Addresses of nodes by number; a number belongs to its node for good. */
  readonly addresses = new Map<number, Hex>();
  /** Names the contracts that were found to be the ones that this build knows. */
  trusted: Hex | undefined;
  readonly #logs = new Map<bigint, { readonly head: Hex; readonly log: unknown }>();

  /**
   * The log of an epoch as of the block `head`; reads it when another block was the head.
   * The newest few epochs are kept.
   */
  async epochLog<T>(epoch: bigint, head: Hex, read: () => Promise<T>): Promise<T> {
    const known = this.#logs.get(epoch);
    if (known?.head === head) return known.log as T;
    const log = await read();
    this.#logs.delete(epoch);
    this.#logs.set(epoch, { head, log });
    const [oldest] = this.#logs.keys();
    if (this.#logs.size > EPOCH_LOGS_IN_MEMORY && oldest !== undefined) this.#logs.delete(oldest);
    return log;
  }
}
