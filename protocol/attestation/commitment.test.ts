import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifySortedProof } from '../merkle/merkle-tree.ts';
import { type Attestation, attestationLeaf } from './attestation-typed-data.ts';
import { commitmentHash, commitTo, keptRoot } from './commitment.ts';

const attestation = (i: number): Attestation => ({
  epoch: 1n,
  index: BigInt(i),
  validator: `0x${'01'.repeat(20)}`,
  pass: true,
  utilityPpm: i,
  uniquenessPpm: 1_000_000,
  digest: `0x${'02'.repeat(32)}`,
  salt: `0x${'03'.repeat(32)}`,
});

test('a commitment opens to each of its attestations and to no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
      const list = Array.from({ length: count }, (_, i) => attestation(i));
      const { root, proofs } = commitTo(list);
      for (const [i, one] of list.entries()) {
        expect(verifySortedProof(root, attestationLeaf(one), proofs[i] ?? [])).toBe(true);
        expect(verifySortedProof(root, attestationLeaf(attestation(i + count)), proofs[i] ?? [])).toBe(false);
      }
    }),
    { numRuns: 15 },
  );
});

test('the chain keeps the first 20 bytes of a root', () => {
  const { root } = commitTo([attestation(0)]);
  expect(keptRoot(root)).toBe(root.slice(0, 42));
});

test('a relayer cannot use a signature for another round, root, count or validator', () => {
  const verdicts = `0x${'ae'.repeat(20)}` as const;
  const signed = {
    epoch: 1n,
    round: 1n,
    root: commitTo([attestation(0)]).root,
    ballots: 1,
    validator: attestation(0).validator,
  };
  const others = [
    { ...signed, epoch: 2n },
    { ...signed, round: 2n },
    { ...signed, root: commitTo([attestation(1)]).root },
    { ...signed, ballots: 2 },
    { ...signed, validator: verdicts },
  ];
  expect(new Set([signed, ...others].map((c) => commitmentHash(31337, verdicts, c))).size).toBe(6);
});
