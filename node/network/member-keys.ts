import type { ChainClient } from '../chain/chain-client.ts';
import { readCommittee } from '../chain/reads/read-committee.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { EPOCHS_REMEMBERED } from './limits.ts';

/** Who may write to an epoch's attestation log: the gossip keys of its committees, as the chain has them. */
export class MemberKeys {
  readonly #chain: ChainClient;
  readonly #keys = new Map<number, Promise<ReadonlySet<string>>>();

  constructor(chain: ChainClient) {
    this.#chain = chain;
  }

  /** @param key compressed secp256k1 public key, 66 hex digits without 0x */
  async isMember(epoch: number, key: string): Promise<boolean> {
    let keys = this.#keys.get(epoch);
    if (keys === undefined) {
      keys = this.#read(epoch);
      this.#keys.set(epoch, keys);
      // A list that could not be read or is not complete yet is asked for again.
      keys.then(
        (set) => set.size === 0 && this.#keys.delete(epoch),
        () => this.#keys.delete(epoch),
      );
      if (this.#keys.size > EPOCHS_REMEMBERED) this.#keys.delete(Math.min(...this.#keys.keys()));
    }
    return (await keys).has(key.toLowerCase());
  }

  async #read(epoch: number): Promise<ReadonlySet<string>> {
    const state = await readEpoch(this.#chain, BigInt(epoch));
    const keys = new Set<string>();
    if (state.phase === 'none' || state.phase === 'submit' || state.phase === 'draw') return keys;
    const members = new Set<string>();
    for (let index = 0n; index < BigInt(state.submissions); index++) {
      for (const member of await readCommittee(this.#chain, BigInt(epoch), index)) members.add(member);
    }
    for (const member of members) {
      const node = await readNode(this.#chain, member as `0x${string}`);
      keys.add(node.gossipKey.replace(/^0x/, '').toLowerCase());
    }
    return keys;
  }
}
