import { expect, test } from 'vitest';
import { suspicions } from './suspicions.ts';

const lesson = { strength: 0.1, evenness: 0.6, cosines: [0.1, null, -0.1] };

test('a lesson is not suspicious, whatever is odd is said', () => {
  expect(suspicions(lesson)).toEqual([]);
  expect(suspicions({ strength: 0.45, evenness: 0.95, cosines: [-0.7] })).toEqual([
    'It overwrites 45 % of a layer.',
    'Its changes point in no direction, as noise does.',
    'It undoes an earlier update of its epoch.',
  ]);
  expect(suspicions({ ...lesson, cosines: [0.6] })).toEqual([
    'It is close to an earlier update of its epoch.',
  ]);
});
