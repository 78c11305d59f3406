import { expect, test } from 'vitest';
import { juryOutcome, juryVoteCommitment } from './jury-vote.ts';

test.each([
  [[], 'None'],
  [['Uphold'], 'Uphold'],
  [['Overturn', 'Overturn', 'Uphold'], 'Overturn'],
  [['Overturn', 'Uphold'], 'Uphold'],
  [['Overturn', 'DeeperAudit', 'Uphold'], 'Uphold'],
  [['DeeperAudit', 'DeeperAudit', 'Overturn'], 'DeeperAudit'],
] as const)('%j rules %s', (votes, ruling) => {
  expect(juryOutcome(votes)).toBe(ruling);
});

test('a commitment hides one vote of one juror in one round', () => {
  const vote = {
    dispute: 1n,
    round: 0n,
    juror: `0x${'11'.repeat(20)}`,
    ruling: 'Uphold',
    salt: `0x${'22'.repeat(32)}`,
  } as const;
  const others = [
    { ...vote, dispute: 2n },
    { ...vote, round: 1n },
    { ...vote, juror: `0x${'12'.repeat(20)}` },
    { ...vote, ruling: 'Overturn' },
    { ...vote, salt: `0x${'23'.repeat(32)}` },
  ] as const;
  expect(new Set([vote, ...others].map(juryVoteCommitment)).size).toBe(6);
});
