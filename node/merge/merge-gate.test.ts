import { expect, test } from 'vitest';
import { mergeRefusal } from './merge-gate.ts';

const evaluation = (utilityPpm: number) => ({
  evaluation: {
    seed: `0x${'00'.repeat(32)}`,
    profile: `0x${'00'.repeat(32)}`,
    items: 48,
    baseMicroNats: '1',
    mergedMicroNats: '1',
    utilityPpm,
    digest: `0x${'00'.repeat(32)}`,
  } as const,
});

test('what is as good as its parent passes, what is worse is refused with how much', () => {
  expect(mergeRefusal(evaluation(0))).toBe(null);
  expect(mergeRefusal(evaluation(300))).toBe(null);
  expect(mergeRefusal(evaluation(-1))).toContain('worse');
  expect(mergeRefusal(evaluation(-12_500))).toContain('1.25 % worse');
});
