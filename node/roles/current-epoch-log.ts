import type { EpochLog, Gossip } from '../gossip/gossip.ts';

/** Keeps the attestation log of one epoch open; asking for another epoch's closes it. */
export class CurrentEpochLog {
  readonly #gossip: Gossip;
  #log: EpochLog | undefined;

  constructor(gossip: Gossip) {
    this.#gossip = gossip;
  }

  /** The epoch's log, opened when it is not. */
  async open(epoch: bigint): Promise<EpochLog> {
    if (this.#log?.epoch === Number(epoch)) return this.#log;
    await this.#log?.close();
    this.#log = await this.#gossip.openEpoch(Number(epoch));
    return this.#log;
  }

  /** Closes the log that is open, if one is. */
  async close(): Promise<void> {
    await this.#log?.close();
  }
}
