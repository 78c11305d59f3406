import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readCommittees } from './read-committee.ts';
import { readEpochLog } from './read-epoch-log.ts';
import { readNumber } from './read-node.ts';

/** What a validator owes in the newest round of an epoch. */
export interface Duties {
  /** Round of committees, from 1; 0 before the first draw. */
  readonly round: number;
  /** Number of the validator's node; 0 for a stranger. */
  readonly node: number;
  /** Seed of the round; zero before the first draw. */
  readonly seed: Hex;
  /** Positions of the submissions to judge in this round, ascending. */
  readonly indices: readonly number[];
  /** Seats that it has on each of them. */
  readonly seats: ReadonlyMap<number, number>;
  /** What it committed to in this round; null when nothing. */
  readonly commitment: {
    /** First 20 bytes of the Merkle root. */
    readonly root: Hex;
    readonly ballots: number;
    /** How many of them are revealed. */
    readonly revealed: number;
  } | null;
}

/** Reads what `address` has to judge in the newest round, and what it committed to. */
export async function readDuties(chain: ChainClient, epoch: bigint, address: Hex): Promise<Duties> {
  const [log, committees, node] = await Promise.all([
    readEpochLog(chain, epoch),
    readCommittees(chain, epoch),
    readNumber(chain, address),
  ]);
  const round = log.seeds.length;
  const seats = new Map<number, number>();
  for (const [index, committee] of [...committees].sort(([a], [b]) => a - b)) {
    const mine = committee.find((seat) => seat.node === node);
    if (mine !== undefined && mine.round === round) seats.set(index, mine.seats);
  }
  return {
    round,
    node,
    seed: log.seeds.at(-1) ?? `0x${'00'.repeat(32)}`,
    indices: [...seats.keys()],
    seats,
    commitment: await readCommitment(chain, { epoch, round, node }),
  };
}

/** A node's commitment of a round; null when it has none. */
export async function readCommitment(
  chain: ChainClient,
  { epoch, round, node }: { readonly epoch: bigint; readonly round: number; readonly node: number },
): Promise<Duties['commitment']> {
  const [root, ofEpoch, ofRound, , committed, revealed] = await readContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'commitmentOf',
    args: [node],
  });
  if (ofEpoch !== epoch || Number(ofRound) !== round || committed === 0n) return null;
  return { root, ballots: Number(committed), revealed: Number(revealed) };
}
