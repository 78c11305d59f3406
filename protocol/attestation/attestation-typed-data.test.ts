import { expect, test } from 'vitest';
import { type Attestation, attestationHash, attestationLeaf } from './attestation-typed-data.ts';

// Equality with Solidity is held by protocol/vectors.test.ts.
const VERDICTS = `0x${'ae'.repeat(20)}` as const;
const attestation: Attestation = {
  epoch: 1n,
  index: 0n,
  validator: `0x${'01'.repeat(20)}`,
  pass: true,
  utilityPpm: 25_000,
  uniquenessPpm: 1_000_000,
  digest: `0x${'02'.repeat(32)}`,
  salt: `0x${'03'.repeat(32)}`,
};

test('every field of an attestation is in its leaf', () => {
  const changes: Partial<Attestation>[] = [
    {},
    { epoch: 2n },
    { index: 1n },
    { validator: `0x${'04'.repeat(20)}` },
    { pass: false },
    { utilityPpm: -25_000 },
    { uniquenessPpm: 0 },
    { digest: `0x${'05'.repeat(32)}` },
    { salt: `0x${'06'.repeat(32)}` },
  ];
  const leaves = changes.map((change) => attestationLeaf({ ...attestation, ...change }));
  expect(new Set(leaves).size).toBe(changes.length);
});

test('a signature counts on one network only', () => {
  const hash = attestationHash(31337, VERDICTS, attestation);
  expect(attestationHash(31338, VERDICTS, attestation)).not.toBe(hash);
  expect(attestationHash(31337, `0x${'af'.repeat(20)}`, attestation)).not.toBe(hash);
});

test('what 32 bits cannot hold is no attestation', () => {
  expect(() => attestationLeaf({ ...attestation, utilityPpm: -(2 ** 31) - 1 })).toThrow(/range/);
});
