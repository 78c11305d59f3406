import { expect, test } from 'vitest';
import type { ValidatorAlert } from '../../protocol/api/validator-schemas.ts';
import { noticeSchema } from '../../protocol/desktop/notice.ts';
import { type NoticeState, noticesBetween } from './notices-between.ts';

const quiet: NoticeState = {
  contributions: [],
  consent: null,
  validator: { network: 'n', alerts: [] },
  disk: { state: 'fine', freeBytes: 1e12, sentence: '' },
};
const told = (...kinds: ValidatorAlert['kind'][]): NonNullable<NoticeState['validator']> => ({
  network: 'n',
  alerts: kinds
    .map((kind, i) => ({
      id: i + 1,
      at: i,
      kind,
      missed: 3,
      fined: '5',
      why: 'The clock is wrong.',
      heldBack: 0,
    }))
    .toReversed(),
});
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
    validator: told('missed'),
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

test('each alert about the validator is told once, oldest first', () => {
  expect(kinds({}, { validator: told('missed') })).toEqual(['validator-missed validate']);
  expect(kinds({ validator: told('missed') }, { validator: told('missed', 'back') })).toEqual([
    'validator-back validate',
  ]);
  expect(kinds({}, { validator: told('fined', 'stopped', 'back') })).toEqual([
    'validator-missed validate',
    'validator-missed validate',
    'validator-back validate',
  ]);
  const [stopped] = noticesBetween(quiet, { ...quiet, validator: told('stopped') });
  expect(stopped).toMatchObject({ title: 'Validating has stopped', sentence: 'The clock is wrong.' });
});

test('what another network’s validator was told is not news', () => {
  expect(kinds({ validator: null }, { validator: told('missed') })).toEqual([]);
  expect(kinds({ validator: { network: 'm', alerts: [] } }, { validator: told('missed') })).toEqual([]);
  expect(kinds({ validator: told('missed') }, { validator: null })).toEqual([]);
});

test('a disk that becomes nearly full comes first', () => {
  const full = { disk: { state: 'nearly-full' as const, freeBytes: 5, sentence: 'Only 0 MB are free.' } };
  expect(kinds({}, { ...full, contributions: [share('a', 'paid')] })).toEqual([
    'disk-nearly-full settings',
    'contribution-paid learn',
  ]);
  expect(kinds(full, full)).toEqual([]);
});
