import { afterEach, expect, test } from 'vitest';
import type { ProposedAction } from '../../../protocol/api/governance-schemas.ts';
import { setLanguage } from '../../words/language.ts';
import { actionTexts } from './action-text.ts';
import { proposalMoments, tallyScale } from './proposal-scale.ts';
import { findRules, formatRule, parseRule } from './rule-text.ts';
import { templateOf } from './template-of.ts';

afterEach(() => setLanguage('en'));
const votes = (pro: string, against: string, abstain: string) => ({ for: pro, against, abstain });

test('votes and quorum are drawn to one scale, and only for and abstain count for the quorum', () => {
  expect(tallyScale({ votes: votes('0', '0', '0'), quorum: '100' })).toMatchObject({
    for: 0,
    quorum: 909,
    reached: false,
    missing: 100n,
  });
  expect(tallyScale({ votes: votes('60', '900', '40'), quorum: '100' })).toEqual({
    for: 60,
    against: 900,
    abstain: 40,
    quorum: 100,
    reached: true,
    missing: 0n,
  });
  expect(tallyScale({ votes: votes('99', '500', '0'), quorum: '100' })).toMatchObject({
    reached: false,
    missing: 1n,
  });
  expect(tallyScale({ votes: votes('0', '0', '0'), quorum: '0' })).toMatchObject({
    quorum: 0,
    reached: true,
  });
});

test('the timeline runs from proposal to execution and knows where now is', () => {
  const dates = { createdAt: 100, voteStartsAt: 110, voteEndsAt: 170, executableAt: 180 };
  const at = (now: number) => proposalMoments(dates, now).now;
  expect([0, 100, 105, 110, 140, 170, 175, 180, 999].map(at)).toEqual([
    0, 0, 167, 333, 500, 667, 833, 1000, 1000,
  ]);
  expect(proposalMoments(dates, 140).moments.map(({ isPast }) => isPast)).toEqual([true, true, false, false]);
});

test('rules are read and typed in the units of people', () => {
  expect(formatRule('unbondSeconds', '1209600')).toBe('14 days');
  expect(formatRule('minUtilityPpm', '1000')).toBe('0.1%');
  expect(formatRule('dissentBps', '2000')).toBe('20%');
  expect(formatRule('minStake', '100000000')).toBe('100.00 LOAM');
  expect(formatRule('deposit', '100000000000000000000')).toBe('100.00 LOAM');
  expect(formatRule('sizes', '3,6,12,0')).toBe('3, 6, 12, 0');
  expect(formatRule('curve', '1')).toBe('logarithm');
  expect(parseRule('minStake', '12.5')).toBe('12500000');
  expect(parseRule('deposit', '1')).toBe('1000000000000000000');
  expect(parseRule('sizes', '3, 6,12')).toBe('3,6,12');
  expect(parseRule('jurors', '007')).toBe('7');
  for (const wrong of ['', '-1', '1e3', '1,5', 'x']) expect(parseRule('jurors', wrong)).toBeNull();
  expect(parseRule('minStake', '1.1234567')).toBeNull();
});

test('rules are found by what they are called in the page’s language', () => {
  const rules = (['sizes', 'silenceBps'] as const).map((name) => ({
    group: 'committee' as const,
    name,
    value: '0',
    next: null,
  }));
  expect(findRules(rules, 'MISSED').map(({ name }) => name)).toEqual(['silenceBps']);
  setLanguage('de');
  expect(findRules(rules, 'versäumt').map(({ name }) => name)).toEqual(['silenceBps']);
  expect(findRules(rules, 'zzz')).toEqual([]);
});

const action = (contract: string | null, functionName: string | null, args: ProposedAction['arguments']) => ({
  contract,
  functionName,
  arguments: args,
  to: `0x${'11'.repeat(20)}` as const,
  data: '0x',
  value: '0',
});

test('a call is said in words: only what changes, from what to what', () => {
  const change = action('Parameters', 'setCommitteeRules', [
    { name: 'minUtilityPpm', value: '2000', before: '1000' },
    { name: 'silenceBps', value: '100', before: '100' },
  ]);
  expect(actionTexts(change)).toEqual(['Changes “Least usefulness” from 0.1% to 0.2%.']);
  expect(
    actionTexts(action('LoamGovernor', 'setVotingPeriod', [{ name: 'p', value: '7200', before: '3600' }])),
  ).toEqual(['Changes “Length of a vote” from 60 minutes to 2 hours.']);
  expect(
    actionTexts(action('BenchmarkRegistry', 'removePool', [{ name: 'id', value: '3', before: null }])),
  ).toEqual(['Removes benchmark 3.']);
  expect(actionTexts(action('RewardPool', 'handOver', []))).toEqual(['Calls “handOver” of RewardPool.']);
  expect(actionTexts(action(null, null, []))[0]).toMatch(/not part of this network/);
});

test('typed fields become a template once they fit, and never anything else', () => {
  const cid = 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi';
  expect(templateOf('parameter', { rule: 'stake.minStake', value: '12.5' })).toEqual({
    template: 'parameter',
    group: 'stake',
    name: 'minStake',
    value: '12500000',
  });
  expect(templateOf('parameter', { rule: 'stake.minStake', value: 'much' })).toBeNull();
  expect(templateOf('parameter', { rule: 'nothing.minStake', value: '1' })).toBeNull();
  const set = { cid, licence: ' CC0 ', privacyReview: cid, compatibility: cid, rule: 'x' };
  expect(templateOf('addDataSet', set)).toMatchObject({ template: 'addDataSet', licence: 'CC0' });
  expect(templateOf('addDataSet', { ...set, licence: '' })).toBeNull();
  expect(templateOf('removePool', { id: '' })).toBeNull();
  expect(templateOf('removePool', { id: '0' })).toEqual({ template: 'removePool', id: 0 });
  expect(templateOf('endPause', {})).toEqual({ template: 'endPause' });
});
