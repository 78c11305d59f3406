import { expect, test } from 'vitest';
import { MAX_PROOF_HASHES } from '../limits.ts';
import { gossipAttestationSchema } from './gossip-attestation.ts';

const valid = {
  epoch: 1,
  index: 0,
  validator: `0x${'ab'.repeat(20)}`,
  pass: true,
  utilityPpm: -12_345,
  uniquenessPpm: 1_000_000,
  digest: `0x${'01'.repeat(32)}`,
  salt: `0x${'02'.repeat(32)}`,
  proof: [`0x${'04'.repeat(32)}`],
  signature: `0x${'03'.repeat(65)}`,
};

test('a full attestation passes unchanged', () => {
  expect(gossipAttestationSchema.parse(valid)).toEqual(valid);
});

test.each([
  ['epoch zero', { epoch: 0 }],
  ['an epoch beyond 2^53', { epoch: 2 ** 53 }],
  ['a fractional utility', { utilityPpm: 0.5 }],
  ['an upper-case validator', { validator: `0x${'AB'.repeat(20)}` }],
  ['a 64-byte signature', { signature: `0x${'03'.repeat(64)}` }],
  ['a short digest', { digest: '0x00' }],
  ['a utility beyond 32 bits', { utilityPpm: 2 ** 31 }],
  ['more than unique', { uniquenessPpm: 1_000_001 }],
  ['a proof that no tree has', { proof: Array(MAX_PROOF_HASHES + 1).fill(`0x${'04'.repeat(32)}`) }],
  ['an unknown field', { note: 'x' }],
])('%s is refused', (_name, change) => {
  expect(gossipAttestationSchema.safeParse({ ...valid, ...change }).success).toBe(false);
});
