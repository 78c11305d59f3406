import { expect, test } from 'vitest';
import { type Contribution, contributionStateSchema } from '../../protocol/api/learn-schemas.ts';
import { contributionSentence } from './contribution-sentence.ts';
import { isEnded } from './contributions.ts';

const base: Contribution = {
  id: '01hzxyz0000000000000000000',
  runId: '01hzxyz0000000000000000001',
  createdAt: 1,
  updatedAt: 1,
  state: 'packing',
  sentence: '',
  cid: null,
  epoch: null,
  index: null,
  utilityPpm: null,
  stake: null,
  reward: null,
  modelVersion: null,
  error: null,
};
const sentence = (change: Partial<Contribution>): string => contributionSentence({ ...base, ...change });

test.each(contributionStateSchema.options)(
  '%s has whole sentences, also when nothing else is known',
  (state) => {
    const text = sentence({ state });
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/undefined|NaN|object/);
  },
);

test('amounts and percentages are what the chain said', () => {
  expect(sentence({ state: 'accepted', utilityPpm: 18_049 })).toContain('better by 1.8 %');
  expect(sentence({ state: 'rejected', utilityPpm: -25_000 })).toContain('worse by 2.5 %');
  expect(sentence({ state: 'rejected', utilityPpm: 400 })).toContain('better by only 0.0 %');
  expect(sentence({ state: 'merged', modelVersion: 4 })).toContain('model version 4');
  expect(sentence({ state: 'paid', modelVersion: 4, reward: '12345678900000000000' })).toBe(
    'Merged into model version 4 and paid: 12.35 LOAM.',
  );
  expect(sentence({ state: 'paid', reward: '1000000000000000000' })).toContain('Nobody merged');
  expect(sentence({ state: 'failed', error: 'No money for fees.' })).toContain('No money for fees.');
});

test('a bundle that did not pass the checks is not called too weak', () => {
  const text = sentence({
    state: 'rejected',
    utilityPpm: 0,
    error: 'The bundle did not pass the checks.',
  });
  expect(text).toContain('did not pass the checks');
  expect(text).not.toContain('better by only');
});

test('a contribution is over when nothing more can happen to it', () => {
  const ended = contributionStateSchema.options.filter((state) => isEnded({ ...base, state }));
  expect(ended).toEqual(['rejected', 'unresolved', 'paid', 'failed']);
});
