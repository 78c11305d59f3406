import { expect, test } from 'vitest';
import { noticeSchema } from '../../protocol/desktop/notice.ts';
import { MISSED_IN_A_ROW } from './limits.ts';
import { type NoticeState, noticesBetween } from './notices-between.ts';

const quiet: NoticeState = {
  contributions: [],
  consent: null,
  validator: { state: 'on', sentence: 'Checking.', code: null },
  missed: 0,
  disk: { state: 'fine', freeBytes: 1e12, sentence: '' },
};
const share = (id: string, state: NoticeState['contributions'][number]['state']) => ({
  id,
  state,
  sentence: `It is ${state}.`,
});
const kinds = (before: Partial<NoticeState>, now: Partial<NoticeState>) =>
  noticesBetween({ ...quiet, ...before }, { ...quiet, ...now }).map((notice) => {
    expect(noticeSchema.parse(notice)).toEqual(notice);
    return `${notice.kind} ${notice.view}`;
  });

test('nothing new is nothing to tell', () => {
  expect(kinds({}, {})).toEqual([]);
  const old = {
    contributions: [share('a', 'paid')],
    consent: { runId: 'r', sentence: 'May it?' },
    missed: 9,
  };
  expect(kinds(old, old)).toEqual([]);
});

test('the end of a contribution is told, its way there is not', () => {
  const sent = { contributions: [share('a', 'waiting'), share('b', 'checking')] };
  expect(kinds({}, sent)).toEqual([]);
  expect(kinds(sent, { contributions: [share('a', 'accepted'), share('b', 'rejected')] })).toEqual([
    'contribution-refused learn',
  ]);
  expect(kinds(sent, { contributions: [share('a', 'paid'), share('b', 'failed')] })).toEqual([
    'contribution-paid learn',
    'contribution-refused learn',
  ]);
});

test('a question is told once per update', () => {
  const asked = { consent: { runId: 'r1', sentence: 'x'.repeat(900) } };
  expect(kinds({}, asked)).toEqual(['consent-asked learn']);
  expect(kinds(asked, { consent: { runId: 'r2', sentence: 'May it?' } })).toEqual(['consent-asked learn']);
  expect(kinds(asked, {})).toEqual([]);
});

test('a validator’s owner hears of several misses in a row once, and when it is back', () => {
  expect(kinds({ missed: MISSED_IN_A_ROW - 2 }, { missed: MISSED_IN_A_ROW - 1 })).toEqual([]);
  expect(kinds({ missed: MISSED_IN_A_ROW - 1 }, { missed: MISSED_IN_A_ROW })).toEqual([
    'validator-missed validate',
  ]);
  expect(kinds({ missed: MISSED_IN_A_ROW }, { missed: MISSED_IN_A_ROW + 1 })).toEqual([]);
  expect(kinds({ missed: MISSED_IN_A_ROW + 1 }, { missed: 0 })).toEqual(['validator-back validate']);
  // Turned off by its owner: nothing is back.
  const off = { validator: { state: 'off' as const, sentence: '', code: null } };
  expect(kinds({ missed: MISSED_IN_A_ROW }, { missed: 0, ...off })).toEqual([]);
});

test('a validator that stops by itself is told with why', () => {
  const stopped = {
    validator: { state: 'stopped' as const, sentence: 'The clock is wrong.', code: 'CLOCK' },
  };
  expect(kinds({}, stopped)).toEqual(['validator-missed validate']);
  expect(kinds(stopped, stopped)).toEqual([]);
  expect(kinds(stopped, {})).toEqual(['validator-back validate']);
});

test('a disk that becomes nearly full comes first', () => {
  const full = { disk: { state: 'nearly-full' as const, freeBytes: 5, sentence: 'Only 0 MB are free.' } };
  expect(kinds({}, { ...full, contributions: [share('a', 'paid')] })).toEqual([
    'disk-nearly-full settings',
    'contribution-paid learn',
  ]);
  expect(kinds(full, full)).toEqual([]);
});
