import { expect, test } from 'vitest';
import { majorityVerdict, verdictKey } from './majority-verdict.ts';

const yes = { pass: true, utilityPpm: 5n, digest: '0xaa' };
const no = { pass: false, utilityPpm: -5n, digest: '0xbb' };
const weights = new Map([
  ['0xa', 1n],
  ['0xb', 1n],
  ['0xc', 2n],
]);

test('more than half of the whole committee decides, by weight and whatever the case of addresses', () => {
  expect(
    majorityVerdict(
      [
        { ...yes, validator: '0xA' },
        { ...yes, validator: '0xC' },
      ],
      weights,
    ),
  ).toBe(verdictKey(yes));
});

test('half is no majority, and silent members and strangers do not help', () => {
  expect(majorityVerdict([{ ...yes, validator: '0xc' }], weights)).toBeUndefined();
  expect(
    majorityVerdict(
      [
        { ...yes, validator: '0xc' },
        { ...no, validator: '0xa' },
      ],
      weights,
    ),
  ).toBeUndefined();
  expect(
    majorityVerdict(
      [
        { ...yes, validator: '0xc' },
        { ...yes, validator: '0xd' },
      ],
      weights,
    ),
  ).toBeUndefined();
});
