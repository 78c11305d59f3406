import fc from 'fast-check';
import { concatHex, keccak256, numberToHex } from 'viem';
import { expect, test } from 'vitest';
import type { Hex } from '../encoding/hex.ts';
import { merkleProof, merkleProofs, merkleRoot, verifyMerkleProof } from './merkle-tree.ts';

const leaf = (n: number): Hex => keccak256(numberToHex(n));
const leaves = fc.integer({ min: 1, max: 300 }).map((n) => Array.from({ length: n }, (_, i) => leaf(i)));

test('pairs are sorted and an odd node is carried up', () => {
  const [a, b, c] = [`0x${'03'.repeat(32)}`, `0x${'01'.repeat(32)}`, `0x${'02'.repeat(32)}`] as const;
  expect(merkleRoot([a])).toBe(a);
  const ab = keccak256(concatHex([b, a]));
  expect(merkleRoot([a, b])).toBe(ab);
  expect(merkleRoot([a, b, c])).toBe(keccak256(concatHex(ab < c ? [ab, c] : [c, ab])));
  expect(merkleProof([a, b, c], 2)).toEqual([ab]);
});

test('every leaf proves itself and no other hash', () => {
  fc.assert(
    fc.property(leaves, fc.integer({ min: 0, max: 299 }), (all, at) => {
      const root = merkleRoot(all);
      const position = at % all.length;
      const proof = merkleProof(all, position);
      expect(merkleProofs(all)[position]).toEqual(proof);
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(all.length)));
      expect(verifyMerkleProof(root, all[position] as Hex, proof)).toBe(true);
      expect(verifyMerkleProof(root, leaf(1000), proof)).toBe(false);
      for (let i = 0; i < proof.length; i++)
        expect(verifyMerkleProof(root, all[position] as Hex, proof.with(i, leaf(1000)))).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('a leaf more or another order of the pairs is another root', () => {
  fc.assert(
    fc.property(leaves, (all) => {
      expect(merkleRoot([...all, leaf(1000)])).not.toBe(merkleRoot(all));
    }),
    { numRuns: 30 },
  );
});

test('nothing has no root, and nobody else’s place no proof', () => {
  expect(() => merkleRoot([])).toThrow(expect.objectContaining({ code: 'MERKLE_EMPTY' }));
  for (const at of [-1, 2, 0.5])
    expect(() => merkleProof([leaf(1), leaf(2)], at)).toThrow(
      expect.objectContaining({ code: 'MERKLE_POSITION' }),
    );
});
