import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowIdSchema } from '../../protocol/api/chat-schemas.ts';
import { createRowId } from './row-id.ts';

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('ids fit the protocol and sort by time', () => {
  fc.assert(
    fc.property(time, time, random, random, (a, b, x, y) => {
      const [first, second] = [createRowId(a, x), createRowId(b, y)];
      expect(rowIdSchema.parse(first)).toHaveLength(26);
      if (a !== b) expect(first < second).toBe(a < b);
    }),
  );
});

test('every bit of time and randomness counts', () => {
  fc.assert(
    fc.property(time, random, fc.nat(79), (a, x, bit) => {
      const other = Uint8Array.from(x);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(createRowId(a, x)).not.toBe(createRowId(a, other));
    }),
  );
  expect(createRowId(0, new Uint8Array(10))).toBe('0'.repeat(26));
  expect(createRowId(2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe(`7${'z'.repeat(25)}`);
});

test('other inputs are refused', () => {
  for (const now of [-1, 0.5, Number.NaN, 2 ** 48]) {
    expect(() => createRowId(now, new Uint8Array(10))).toThrow('No row id');
  }
  expect(() => createRowId(0, new Uint8Array(9))).toThrow('No row id');
});
