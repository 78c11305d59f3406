import fc from 'fast-check';
import { concatHex, keccak256, numberToHex } from 'viem';
import { expect, test } from 'vitest';
import type { Hex } from '../encoding/hex.ts';
import {
  merkleProof,
  merkleProofs,
  merkleRoot,
  orderedPair,
  sortedPair,
  verifyOrderedProof,
  verifySortedProof,
} from './merkle-tree.ts';

const leaf = (n: number): Hex => keccak256(numberToHex(n));
const leaves = fc.integer({ min: 1, max: 200 }).map((n) => Array.from({ length: n }, (_, i) => leaf(i)));
const [a, b, c] = [`0x${'03'.repeat(32)}`, `0x${'01'.repeat(32)}`, `0x${'02'.repeat(32)}`] as const;

test('sorted pairs, and an odd node is carried up', () => {
  const ab = keccak256(concatHex([b, a]));
  expect(merkleRoot([a], sortedPair)).toBe(a);
  expect(merkleRoot([a, b], sortedPair)).toBe(ab);
  expect(merkleRoot([a, b, c], sortedPair)).toBe(keccak256(concatHex(ab < c ? [ab, c] : [c, ab])));
  expect(merkleProof([a, b, c], 2, sortedPair)).toEqual([ab]);
});

test('ordered pairs keep left and right', () => {
  const ab = keccak256(concatHex([a, b]));
  expect(merkleRoot([a, b, c], orderedPair)).toBe(keccak256(concatHex([ab, c])));
  expect(merkleRoot([b, a, c], orderedPair)).not.toBe(merkleRoot([a, b, c], orderedPair));
});

test('every leaf proves itself, and no other hash or place', () => {
  fc.assert(
    fc.property(leaves, fc.nat(), (all, at) => {
      const position = at % all.length;
      const own = all[position] as Hex;
      const sorted = merkleRoot(all, sortedPair);
      const sortedProof = merkleProof(all, position, sortedPair);
      expect(merkleProofs(all, sortedPair)[position]).toEqual(sortedProof);
      expect(sortedProof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(all.length)));
      expect(verifySortedProof(sorted, own, sortedProof)).toBe(true);
      expect(verifySortedProof(sorted, leaf(1000), sortedProof)).toBe(false);

      const ordered = merkleRoot(all, orderedPair);
      const proof = merkleProof(all, position, orderedPair);
      const holds = (place: number, hash: Hex, siblings: readonly Hex[]): boolean =>
        verifyOrderedProof(ordered, all.length, place, hash, siblings);
      expect(holds(position, own, proof)).toBe(true);
      expect(holds(position, leaf(1000), proof)).toBe(false);
      expect(holds(position, own, [...proof, leaf(1)])).toBe(false);
      if (proof.length > 0) expect(holds(position, own, proof.slice(1))).toBe(false);
      for (const other of [position - 1, position + 1, all.length, position + all.length])
        expect(holds(other, own, proof)).toBe(false);
      for (let i = 0; i < proof.length; i++)
        expect(holds(position, own, proof.with(i, leaf(1000)))).toBe(false);
    }),
    { numRuns: 40 },
  );
});

test('a leaf more is another root', () => {
  fc.assert(
    fc.property(leaves, fc.constantFrom(sortedPair, orderedPair), (all, pair) => {
      expect(merkleRoot([...all, leaf(1000)], pair)).not.toBe(merkleRoot(all, pair));
    }),
    { numRuns: 20 },
  );
});

test('nothing has no root, and nobody else’s place no proof', () => {
  expect(() => merkleRoot([], sortedPair)).toThrow(expect.objectContaining({ code: 'MERKLE_EMPTY' }));
  for (const at of [-1, 2, 0.5])
    expect(() => merkleProof([leaf(1), leaf(2)], at, sortedPair)).toThrow(
      expect.objectContaining({ code: 'MERKLE_POSITION' }),
    );
});
