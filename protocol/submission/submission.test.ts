import fc from 'fast-check';
import { keccak256, numberToHex } from 'viem';
import { expect, test } from 'vitest';
import type { Hex } from '../encoding/hex.ts';
import { decodeBatch, encodeBatch } from './batch-leaf.ts';
import { type ChainEntry, chainAfter, chainLinks, EMPTY_CHAIN } from './submission-chain.ts';

const bytes32 = fc.bigInt(0n, 2n ** 256n - 1n).map((n) => numberToHex(n, { size: 32 }));
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const entry: fc.Arbitrary<ChainEntry> = fc.record({
  learner: fc.bigInt(0n, 2n ** 160n - 1n).map((n) => numberToHex(n, { size: 20 })),
  cid: bytes32,
  metricsHash: bytes32,
  terms: fc.record({
    epoch: uint32,
    baseVersion: uint32,
    confidencePpm: uint32,
    stake: fc.bigInt(0n, 2n ** 64n - 1n),
  }),
  leaves: fc.integer({ min: 0, max: 65_535 }),
});

test('a batch of leaves survives its bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ node: uint32, structHash: bytes32 }), { maxLength: 20 }), (leaves) => {
      const bytes = encodeBatch(leaves);
      expect((bytes.length - 2) / 2).toBe(36 * leaves.length);
      expect(leaves.length === 0 ? [] : decodeBatch(bytes)).toEqual(leaves);
    }),
  );
  for (const bytes of ['0x00', `0x${'00'.repeat(37)}`, '0x0'] as const)
    expect(() => decodeBatch(bytes)).toThrow(expect.objectContaining({ code: 'BATCH_LENGTH' }));
});

test('the chain opens from its end, link by link, back to nothing', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 12 }), (entries) => {
      let chain = entries.reduce(chainAfter, EMPTY_CHAIN);
      const links = chainLinks(entries);
      expect(links.map(({ previous: _previous, ...rest }) => rest)).toEqual([...entries].reverse());
      for (const link of links) {
        expect(chainAfter(link.previous, link)).toBe(chain);
        chain = link.previous;
      }
      expect(chain).toBe(EMPTY_CHAIN);
    }),
    { numRuns: 50 },
  );
});

test('every field of an entry and the order decide the chain', () => {
  const base: ChainEntry = {
    learner: `0x${'11'.repeat(20)}`,
    cid: keccak256('0x01'),
    metricsHash: keccak256('0x02'),
    terms: { epoch: 1, baseVersion: 0, confidencePpm: 5, stake: 6n },
    leaves: 0,
  };
  const changed: ChainEntry[] = [
    { ...base, learner: `0x${'12'.repeat(20)}` },
    { ...base, cid: keccak256('0x03') },
    { ...base, metricsHash: keccak256('0x03') },
    { ...base, terms: { ...base.terms, epoch: 2 } },
    { ...base, terms: { ...base.terms, baseVersion: 2 } },
    { ...base, terms: { ...base.terms, confidencePpm: 2 } },
    { ...base, terms: { ...base.terms, stake: 2n } },
    { ...base, leaves: 1 },
  ];
  const values = new Set<Hex>([base, ...changed].map((e) => chainAfter(EMPTY_CHAIN, e)));
  expect(values.size).toBe(changed.length + 1);
  const [first, second] = changed as [ChainEntry, ChainEntry];
  expect(chainAfter(chainAfter(EMPTY_CHAIN, first), second)).not.toBe(
    chainAfter(chainAfter(EMPTY_CHAIN, second), first),
  );
});
