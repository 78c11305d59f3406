import { isAddressEqual } from 'viem';
import type { LedgerEntry } from '../../protocol/api/earn-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { loamTokenAbi, nodeRegistryAbi, rewardPoolAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { REORG_BLOCKS } from '../chain/limits.ts';
import { readContract } from '../chain/read-contract.ts';
import { readEvents } from '../chain/read-events.ts';

/** Where an entry's time is filled in later. */
type Undated = Omit<LedgerEntry, 'at'>;

/**
 * Every movement of LOAM of one account on one chain, told apart: what was earned is read from the reward pool's own
 * events, so that no deposit is ever taken for income. What was read once is kept; only the newest blocks, which may still
 * change, are read again.
 */
export class Ledger {
  readonly #chain: ChainClient;
  readonly #account: Hex;
  readonly #times = new Map<number, number>();
  #entries: readonly Undated[] = [];
  #readTo = -1n;
  #reading: Promise<void> = Promise.resolve();

  constructor(chain: ChainClient, account: Hex) {
    this.#chain = chain;
    this.#account = account;
  }

  /** All entries, oldest first. @throws LoamError `CHAIN_UNREACHABLE` */
  async read(): Promise<LedgerEntry[]> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#readOn());
    await this.#reading;
    return Promise.all(
      this.#entries.map(async (entry) => ({ ...entry, at: await this.#timeOf(entry.block) })),
    );
  }

  async #readOn(): Promise<void> {
    const chain = this.#chain;
    const first = BigInt(chain.descriptor.deploymentBlock);
    const again = this.#readTo - BigInt(REORG_BLOCKS);
    const from = again > first ? again : first;
    const head = await chain.reading(() => chain.public.getBlockNumber({ cacheTime: 0 }));
    const found = await chain.reading(() => readMovements(chain, this.#account, from));
    for (const block of this.#times.keys()) if (BigInt(block) >= from) this.#times.delete(block);
    this.#entries = [...this.#entries.filter(({ block }) => BigInt(block) < from), ...found];
    this.#readTo = head;
  }

  async #timeOf(block: number): Promise<number> {
    const known = this.#times.get(block);
    if (known !== undefined) return known;
    const { timestamp } = await this.#chain.reading(() =>
      this.#chain.public.getBlock({ blockNumber: BigInt(block) }),
    );
    this.#times.set(block, Number(timestamp));
    return Number(timestamp);
  }
}

async function readMovements(chain: ChainClient, me: Hex, fromBlock: bigint): Promise<Undated[]> {
  const pool = { contract: 'RewardPool', abi: rewardPoolAbi, fromBlock } as const;
  const registry = { contract: 'NodeRegistry', abi: nodeRegistryAbi, fromBlock } as const;
  const token = { contract: 'LoamToken', abi: loamTokenAbi, eventName: 'Transfer', fromBlock } as const;
  const [learner, validator, aggregator, withdrawn, slashed, came, went, escrow] = await Promise.all([
    readEvents(chain, { ...pool, eventName: 'LearnerPaid', args: { learner: me } }),
    readEvents(chain, { ...pool, eventName: 'ValidatorPaid', args: { validator: me } }),
    readEvents(chain, { ...pool, eventName: 'AggregatorPaid', args: { aggregator: me } }),
    readEvents(chain, { ...registry, eventName: 'Withdrawn', args: { node: me } }),
    readEvents(chain, { ...registry, eventName: 'Slashed', args: { node: me } }),
    readEvents(chain, { ...token, args: { to: me } }),
    readEvents(chain, { ...token, args: { from: me } }),
    readContract(chain, { contract: 'RewardPool', abi: rewardPoolAbi, functionName: 'escrow', args: [] }),
  ]);
  const rewards = [
    ...learner.map((event) => ({ event, kind: 'contribution' as const })),
    ...validator.map((event) => ({ event, kind: 'checking' as const })),
    ...aggregator.map((event) => ({ event, kind: 'merging' as const })),
  ];
  const paidIn = new Set(rewards.map(({ event }) => event.transactionHash));
  const withdrawnIn = new Set(withdrawn.map(({ transactionHash }) => transactionHash));
  const is = (address: Hex, ...names: readonly (keyof ChainClient['everyAddress'])[]): boolean =>
    names.some((name) => chain.everyAddress[name].some((known) => isAddressEqual(known, address)));
  const fromPool = (from: Hex): boolean => is(from, 'RewardPool') || isAddressEqual(from, escrow);
  const at = ({ blockNumber, transactionHash }: { blockNumber: bigint; transactionHash: Hex }) => ({
    block: Number(blockNumber),
    transaction: transactionHash,
    epoch: null,
  });
  const entries: (Undated & { readonly order: number })[] = [
    ...rewards.map(({ event, kind }) => ({
      ...at(event),
      kind,
      epoch: Number(event.args.epoch),
      amount: event.args.amount.toString(),
      other: event.address,
      order: event.logIndex,
    })),
    ...slashed.map((event) => ({
      ...at(event),
      kind: 'fine' as const,
      amount: event.args.amount.toString(),
      other: event.args.by,
      order: event.logIndex,
    })),
    ...came.flatMap((event) => {
      const { from, value } = event.args;
      if (value === 0n || (fromPool(from) && paidIn.has(event.transactionHash))) return [];
      const kind = fromPool(from)
        ? ('bounty' as const)
        : is(from, 'NodeRegistry')
          ? withdrawnIn.has(event.transactionHash)
            ? ('unstaked' as const)
            : ('bounty' as const)
          : is(from, 'DisputeCourt', 'LoamGovernor', 'Verdicts')
            ? ('bondBack' as const)
            : ('deposit' as const);
      return [{ ...at(event), kind, amount: value.toString(), other: from, order: event.logIndex }];
    }),
    ...went.flatMap((event) => {
      const { to, value } = event.args;
      if (value === 0n) return [];
      const kind = is(to, 'NodeRegistry')
        ? ('staked' as const)
        : is(to, 'DisputeCourt', 'LoamGovernor', 'Verdicts')
          ? ('bond' as const)
          : ('sent' as const);
      return [{ ...at(event), kind, amount: value.toString(), other: to, order: event.logIndex }];
    }),
  ];
  return entries
    .sort((a, b) => a.block - b.block || a.order - b.order)
    .map(({ order: _, ...entry }) => entry);
}
