import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowIdSequence } from './row-id.ts';

test('ids sort in the order in which they were made, whatever the clock does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 60 }),
      fc.uint8Array({ minLength: 10, maxLength: 10 }),
      (times, bytes) => {
        let i = 0;
        let turn = 0;
        const next = rowIdSequence(
          () => 1_000_000 + (times[i++] ?? 0),
          () => bytes.map((byte) => (byte * ++turn) & 255),
        );
        const ids = times.map(() => next());
        expect([...ids].sort()).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
      },
    ),
  );
});
