import { expect, test } from 'vitest';
import { behaviourSuspicions } from './behaviour-suspicions.ts';

test('a lesson is not suspicious, worse talk and likelier babble are said', () => {
  expect(behaviourSuspicions({ talkPpm: 1_180_000, babblePpm: 860_000 })).toEqual([]);
  expect(behaviourSuspicions({ talkPpm: 1_390_000, babblePpm: 670_000 })).toEqual([
    'Everyday talk gets worse: its loss is 139 % of what it was.',
    'Advertising or endless repetition gets likelier: its loss is 67 % of what it was.',
  ]);
});
