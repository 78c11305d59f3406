import { keccak256, toHex } from 'viem';
import { committeeSeed, saltCommitment, saltMix } from '../../../protocol/randomness/seeds.ts';
import { decayedReputation, drawWeight } from '../../../protocol/reputation/reputation.ts';
import { drawItems } from '../../../protocol/sortition/draw-items.ts';
import { drawJury, drawSeats } from '../../../protocol/sortition/draw-seats.ts';
import { group, pseudoRandom, type VectorGroup } from './vector-group.ts';

/** What is left of a reputation after an epoch in these vectors. */
export const DECAY_PPM = 400_000n;
const MIN_STAKE = 100_000_000n;
const NODES = 45;

/** A validator whose reputation was earned in epoch 0, seen in epoch 1. */
interface Validator {
  readonly stake: bigint;
  readonly reputationPpm: bigint;
  /** Whether its weight was written after it earned the reputation; otherwise it was written with none. */
  readonly refreshed: boolean;
}

function validators(): Validator[] {
  return Array.from({ length: NODES }, (_, i) => ({
    stake: MIN_STAKE + (i % 7 === 0 ? 0n : pseudoRandom('stake', i, 40n * MIN_STAKE)),
    reputationPpm: i % 4 === 0 ? 0n : i % 4 === 1 ? 1_000_000n : pseudoRandom('reputation', i, 1_000_000n),
    refreshed: i % 3 !== 0,
  }));
}

/** Vectors of seats, juries, items and the randomness behind them. */
export function drawVectors(): Readonly<Record<string, VectorGroup>> {
  const known = validators();
  const nodes = known.map(({ stake, reputationPpm, refreshed }, i) => {
    const now = decayedReputation(reputationPpm, DECAY_PPM, 1n);
    return {
      number: i + 1,
      weight: drawWeight(stake, refreshed ? reputationPpm : 0n),
      trueWeight: drawWeight(stake, now),
      reputationPpm: now,
    };
  });
  const draws = [
    [0, 6, 0],
    [6, 6, 3],
    [12, 12, 45],
    [24, 24, 1],
    [0, 48, 22],
    [0, 1, 7],
    [0, 3, 2 ** 32 - 1],
  ] as const;
  return {
    validators: group(
      'uint64 stake, uint32 reputationPpm, bool refreshed',
      known.map((node) => ({ ...node })),
    ),
    seats: group(
      'bytes32 seed, uint256 first, uint256 size, uint32 exclude, uint32[] numbers',
      draws.map(([first, size, exclude], i) => {
        const seed = keccak256(toHex(`seats ${i}`));
        return { seed, first, size, exclude, numbers: drawSeats(seed, first, size, nodes, exclude) };
      }) as never,
    ),
    juries: group(
      'bytes32 seed, uint256 size, uint32[] exclude, uint32[] numbers',
      [
        [1, []],
        [3, [5]],
        [23, [44, 1, 1, 9]],
        [127, [2, 3, 0]],
      ].map(([size, exclude], i) => {
        const seed = keccak256(toHex(`jury ${i}`));
        const numbers = drawJury(seed, size as number, nodes, exclude as number[]);
        return { seed, size: size as number, exclude: exclude as number[], numbers };
      }),
    ),
    items: items(),
    salts: salts(),
  };
}

/** Every fifth item is retired. */
function items(): VectorGroup {
  return group(
    'bytes32 seed, uint256 pool, uint256 items, uint256 perEpoch, uint256[] drawn',
    [
      [1, 2n, 1],
      [2, 2n ** 32n - 1n, 48],
      [3, 600n, 256],
    ].map(([pool, size, perEpoch], i) => {
      const seed = keccak256(toHex(`items ${i}`));
      const drawn = drawItems(seed, {
        pool: BigInt(pool as number),
        items: size as bigint,
        perEpoch: perEpoch as number,
        isRetired: (item) => item % 5n === 0n,
      });
      return { seed, pool: pool as number, items: size as bigint, perEpoch: perEpoch as number, drawn };
    }),
  );
}

/** Salts of some validators in epoch 1, and the seed of each one's committee when the salt is the round's seed. */
function salts(): VectorGroup {
  const revealed: { node: number; salt: `0x${string}` }[] = [];
  return group(
    'uint32 node, bytes32 salt, bytes32 commitment, bytes32 mix, bytes32 committeeSeed',
    [1, 2, 45].map((node) => {
      const salt = keccak256(toHex(`salt ${node}`));
      revealed.push({ node, salt });
      return {
        node,
        salt,
        commitment: saltCommitment(1n, node, salt),
        mix: saltMix(revealed),
        committeeSeed: committeeSeed(salt, node),
      };
    }),
  );
}
