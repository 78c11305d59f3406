import type { Hex } from '../../../protocol/encoding/hex.ts';
import { randomnessAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readEvents } from '../read-events.ts';
import { readNumber } from './read-node.ts';

/** A salt of an epoch's draw. */
export interface SaltState {
  /** Number of the node that committed to it. */
  readonly number: number;
  readonly commitment: Hex;
  /** Null until it is opened. */
  readonly salt: Hex | null;
}

/** The salts of an epoch. */
export interface SaltsState {
  /** How many are committed, and how many of them are open. */
  readonly committed: number;
  readonly revealed: number;
  readonly salts: readonly SaltState[];
  /** Commitment of the node that was asked about; null when it has none. */
  readonly mine: Hex | null;
  readonly mineRevealed: boolean;
}

/** Reads who gave a salt to an epoch's draw. @param address whose is `mine` */
export async function readSalts(chain: ChainClient, epoch: bigint, address?: Hex): Promise<SaltsState> {
  const search = { contract: 'Randomness', abi: randomnessAbi, args: { epoch } } as const;
  const [committed, revealed, number] = await Promise.all([
    readEvents(chain, { ...search, eventName: 'SaltCommitted' }),
    readEvents(chain, { ...search, eventName: 'SaltRevealed' }),
    address === undefined ? 0 : readNumber(chain, address),
  ]);
  const open = new Map(revealed.map(({ args }) => [args.node, args.salt]));
  const salts = committed.map(({ args: { node, commitment } }) => ({
    number: node,
    commitment,
    salt: open.get(node) ?? null,
  }));
  const mine = salts.find((salt) => number !== 0 && salt.number === number);
  return {
    committed: salts.length,
    revealed: open.size,
    salts,
    mine: mine?.commitment ?? null,
    mineRevealed: mine !== undefined && mine.salt !== null,
  };
}
