import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposalDescription, proposalMetadataSchema } from './proposal-metadata.ts';
import { votingPower } from './voting-power.ts';

const valid = {
  format: 'loam-proposal/1',
  title: 'Larger committees',
  rationale: 'Six seats are wrong once in 15,000.',
  expectedEffects: 'Twice the work, a tenth of the risk.',
  tests: 'npm run bench -- committee',
  migrationPlan: 'none',
};

test('a full document passes', () => {
  expect(proposalMetadataSchema.parse(valid)).toEqual(valid);
});

test.each([
  ['no migration plan', { migrationPlan: undefined }],
  ['blank tests', { tests: '  \n ' }],
  ['a title of a page', { title: 'x'.repeat(121) }],
  ['a book', { rationale: 'x'.repeat(16_001) }],
  ['another format', { format: 'loam-proposal/2' }],
  ['an unknown part', { votes: 'please' }],
])('%s is refused', (_name, change) => {
  expect(proposalMetadataSchema.safeParse({ ...valid, ...change }).success).toBe(false);
});

test('the description binds document and proposer', () => {
  expect(proposalDescription(`0x${'AB'.repeat(32)}`, `0x${'Cd'.repeat(20)}`)).toBe(
    `loam:metadata:0x${'ab'.repeat(32)}#proposer=0x${'cd'.repeat(20)}`,
  );
  expect(() => proposalDescription('0x00', `0x${'00'.repeat(20)}`)).toThrow(/hex/);
});

test('reputation raises votes by at most a quarter, and nothing stays nothing', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 27n),
      fc.bigInt(0n, 10n ** 27n),
      fc.bigInt(0n, 1_000_000n),
      (delegated, stake, reputationPpm) => {
        const votes = votingPower({ delegated, stake, reputationPpm }, 250_000n);
        expect(votes >= delegated + stake && votes * 4n <= (delegated + stake) * 5n).toBe(true);
      },
    ),
  );
  expect(votingPower({ delegated: 3n, stake: 1n, reputationPpm: 1_000_000n }, 250_000n)).toBe(5n);
});
