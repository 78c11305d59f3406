import { expect, test } from 'vitest';
import { gossipAttestationSchema } from './gossip-attestation.ts';

const valid = {
  epoch: 1,
  index: 0,
  validator: `0x${'ab'.repeat(20)}`,
  pass: true,
  utilityPpm: -12_345,
  digest: `0x${'01'.repeat(32)}`,
  salt: `0x${'02'.repeat(32)}`,
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
  ['an unknown field', { note: 'x' }],
])('%s is refused', (_name, change) => {
  expect(gossipAttestationSchema.safeParse({ ...valid, ...change }).success).toBe(false);
});
