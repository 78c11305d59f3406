import { expect, test } from 'vitest';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import { contributionSentence } from './contribution-sentence.ts';
import { canBeSharedAgain, isEnded } from './contributions.ts';

const CONTRIBUTION: Contribution = {
  id: '01m81y3sjvajyn3e0v5574je29',
  runId: '01m81y3sjvajyn3e0v5574je28',
  createdAt: 1,
  updatedAt: 1,
  state: 'paid',
  sentence: '',
  cid: null,
  epoch: 1,
  index: 0,
  utilityPpm: 5_000,
  stake: '1',
  reward: '1',
  modelVersion: 1,
  error: null,
};

test('what the network did not take through no fault of its own can be shared again, nothing else', () => {
  const again = (change: Partial<Contribution>) => canBeSharedAgain({ ...CONTRIBUTION, ...change });
  expect(again({})).toBe(false);
  expect(again({ modelVersion: null })).toBe(true);
  expect(contributionSentence({ ...CONTRIBUTION, modelVersion: null })).toContain('share it once more');
  expect(again({ state: 'unresolved', modelVersion: null })).toBe(true);
  expect(again({ state: 'failed', modelVersion: null })).toBe(true);
  expect(again({ state: 'rejected', modelVersion: null })).toBe(false);
  for (const state of ['packing', 'submitting', 'waiting', 'checking', 'accepted', 'merged'] as const) {
    expect(again({ state, modelVersion: null })).toBe(false);
    expect(isEnded({ ...CONTRIBUTION, state })).toBe(false);
  }
});
