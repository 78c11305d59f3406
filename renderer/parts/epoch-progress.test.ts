import { expect, test } from 'vitest';
import type { EpochView } from '../../protocol/api/network-schemas.ts';
import { epochProgress } from './epoch-progress.ts';

const epoch: EpochView = {
  epoch: 4,
  phase: 'verify',
  final: false,
  phaseEndsAt: 1_060,
  chainTime: 1_000,
  submissions: [],
};
const submission = {
  index: 0,
  learner: '0x1',
  mine: true,
  cid: 'c',
  status: 'pending',
  utilityPpm: null,
  committee: 3,
  committed: 2,
  revealed: 1,
} as const;

test('time goes on between two statuses and never below zero', () => {
  const seen = { epoch: 4, phase: 'verify', firstRemaining: 120 } as const;
  expect(epochProgress(epoch, seen, 0)).toEqual({ arc: 2, fraction: 0.5, secondsLeft: 60 });
  expect(epochProgress(epoch, seen, 30)).toEqual({ arc: 2, fraction: 0.75, secondsLeft: 30 });
  expect(epochProgress(epoch, seen, 999)).toEqual({ arc: 2, fraction: 1, secondsLeft: 0 });
  expect(epochProgress(epoch, null, -5).secondsLeft).toBe(60);
});

test('without a deadline the committees’ work is counted', () => {
  const open = { ...epoch, phaseEndsAt: null, submissions: [submission, { ...submission, committed: 1 }] };
  expect(epochProgress(open, null, 9)).toEqual({ arc: 2, fraction: 0.5, secondsLeft: null });
  expect(epochProgress({ ...open, phase: 'attest' }, null, 9)).toMatchObject({ arc: 3, fraction: 1 / 3 });
  expect(epochProgress({ ...open, phase: 'settle' }, null, 9)).toMatchObject({ arc: 4, fraction: 0.5 });
  expect(epochProgress({ ...open, submissions: [] }, null, 9).fraction).toBe(0.5);
});

test('a final epoch is a full ring', () => {
  expect(epochProgress({ ...epoch, final: true }, null, 0)).toEqual({
    arc: 7,
    fraction: 1,
    secondsLeft: null,
  });
});
