import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../protocol/generated/abis.ts';
import { decayedReputation, drawWeight } from '../../protocol/reputation/reputation.ts';
import type { SeatNode } from '../../protocol/sortition/draw-seats.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { roleBits } from '../chain/roles.ts';

/** A place in the chain's order of events. */
export interface Position {
  readonly blockNumber: bigint;
  readonly logIndex: number;
}

interface Account {
  readonly number: number;
  readonly roles: number;
  /** Wei. */
  readonly stake: bigint;
  readonly weight: bigint;
  readonly reputationPpm: bigint;
  readonly reputationEpoch: bigint;
}

type Change = Position & { readonly node: Hex } & Partial<Account>;

const NOBODY: Account = {
  number: 0,
  roles: 0,
  stake: 0n,
  weight: 0n,
  reputationPpm: 0n,
  reputationEpoch: 0n,
};

/** What the registry knew of every node at any moment, from its events alone. */
export class RegistryHistory {
  readonly #changes: readonly Change[];

  private constructor(changes: Change[]) {
    this.#changes = changes.sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  static async read(chain: ChainClient): Promise<RegistryHistory> {
    const search = { contract: 'NodeRegistry', abi: nodeRegistryAbi } as const;
    const [registered, staked, roled, reputed, weighed] = await Promise.all([
      readEvents(chain, { ...search, eventName: 'Registered' }),
      readEvents(chain, { ...search, eventName: 'StakeChanged' }),
      readEvents(chain, { ...search, eventName: 'RolesChanged' }),
      readEvents(chain, { ...search, eventName: 'ReputationChanged' }),
      readEvents(chain, { ...search, eventName: 'WeightChanged' }),
    ]);
    const at = ({ blockNumber, logIndex }: Position): Position => ({ blockNumber, logIndex });
    return new RegistryHistory([
      ...registered.map((e) => ({
        ...at(e),
        node: e.args.node,
        number: e.args.number,
        roles: e.args.roles,
        stake: e.args.stake,
      })),
      ...staked.map((e) => ({ ...at(e), node: e.args.node, stake: e.args.stake })),
      ...roled.map((e) => ({ ...at(e), node: e.args.node, roles: e.args.roles })),
      ...reputed.map((e) => ({
        ...at(e),
        node: e.args.node,
        reputationPpm: e.args.reputationPpm,
        reputationEpoch: e.args.epoch,
      })),
      ...weighed.map((e) => ({ ...at(e), node: e.args.node, weight: e.args.weight })),
    ]);
  }

  /** Number of a node, 0 when it never registered. */
  numberOf(node: string): number {
    const key = node.toLowerCase();
    return this.#changes.find((c) => c.number !== undefined && c.node.toLowerCase() === key)?.number ?? 0;
  }

  /** Reputation of a node just before a position, as it was in `epoch`, parts per million. */
  reputationAt(position: Position, node: Hex, epoch: bigint, decayPpm: number): bigint {
    const account = this.#before(position).get(node.toLowerCase()) ?? NOBODY;
    return reputationOf(account, epoch, decayPpm);
  }

  /**
   * The line that seats were drawn from just before a position: written weights, and what they would have been if
   * they had been written then.
   *
   * @param rules least stake of an active node in units of 10^12 wei, and what is left of a reputation after an epoch
   */
  lineAt(
    position: Position,
    epoch: bigint,
    rules: { readonly minStake: bigint; readonly decayPpm: number },
  ): SeatNode[] {
    return [...this.#before(position).values()].map((account) => {
      const stake = account.stake / STAKE_UNIT;
      const isActive = (account.roles & roleBits(['validator'])) !== 0 && stake >= rules.minStake;
      return {
        number: account.number,
        weight: account.weight,
        trueWeight: isActive ? drawWeight(stake, reputationOf(account, epoch, rules.decayPpm)) : 0n,
      };
    });
  }

  #before(position: Position): Map<string, Account> {
    const accounts = new Map<string, Account>();
    for (const { node, blockNumber, logIndex, ...change } of this.#changes) {
      if (!isBefore({ blockNumber, logIndex }, position)) break;
      const key = node.toLowerCase();
      accounts.set(key, { ...(accounts.get(key) ?? NOBODY), ...change });
    }
    return accounts;
  }
}

function reputationOf(account: Account, epoch: bigint, decayPpm: number): bigint {
  const passed = epoch > account.reputationEpoch ? epoch - account.reputationEpoch : 0n;
  return decayedReputation(account.reputationPpm, BigInt(decayPpm), passed);
}

/** Whether one event comes before another. */
export function isBefore(a: Position, b: Position): boolean {
  return a.blockNumber < b.blockNumber || (a.blockNumber === b.blockNumber && a.logIndex < b.logIndex);
}
