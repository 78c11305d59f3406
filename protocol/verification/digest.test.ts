import { concat, keccak256, numberToHex, stringToHex } from 'viem';
import { expect, test } from 'vitest';
import { evaluationDigest, evaluationSeed } from './digest.ts';

const h = (n: number) => numberToHex(n, { size: 32 });
const record = { seed: h(1), cid: h(2), profile: h(3), base: [2_500_000, 1], patched: [2_400_000, 0] };

test('hashes the documented bytes', () => {
  const bytes = concat([
    stringToHex('loam/evaluation/1'),
    h(1),
    h(2),
    h(3),
    '0x00000002',
    '0x00000000002625a0',
    '0x0000000000249f00',
    '0x0000000000000001',
    '0x0000000000000000',
  ]);
  expect(evaluationDigest(record)).toBe(keccak256(bytes));
});

test('committed vector', () => {
  expect(evaluationDigest(record)).toMatchInlineSnapshot(
    `"0x44dfe1861088b3301ede10c7c544bc96d61448d28abe896aa95b9ad42eb726b1"`,
  );
  expect(evaluationSeed(h(7), 3n)).toMatchInlineSnapshot(
    `"0x6609c730574575659038e73366be1738489288bd9bee36074bccd920a6252194"`,
  );
});

test('any change of any field changes it', () => {
  const digest = evaluationDigest(record);
  const others = [
    { ...record, seed: h(9) },
    { ...record, cid: h(9) },
    { ...record, profile: h(9) },
    { ...record, base: [2_500_000, 2] },
    { ...record, patched: [2_400_001, 0] },
    { ...record, base: [2_500_000], patched: [2_400_000] },
  ].map(evaluationDigest);
  expect(new Set([digest, ...others]).size).toBe(others.length + 1);
});

test('refuses what is no loss', () => {
  expect(() => evaluationDigest({ ...record, base: [1, 0.5] })).toThrow(
    expect.objectContaining({ code: 'UTILITY_ITEMS' }),
  );
});
