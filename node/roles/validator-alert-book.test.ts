import { expect, test } from 'vitest';
import { testDatabase } from '../database/fixtures/test-database.ts';
import { setState } from '../database/network-state.ts';
import { ValidatorAlertBook } from './validator-alert-book.ts';
import { type AlertFacts, DEFAULT_ALERT_RULES } from './validator-alerts.ts';

const missing: AlertFacts = { state: 'on', why: '', missedInARow: 3, fined: 0n };
const kinds = (book: ValidatorAlertBook, network = 'n') => book.alerts(network).map(({ kind }) => kind);

test('what was told is kept over a restart and not told again; networks are apart', () => {
  const { db, reopen } = testDatabase();
  const book = new ValidatorAlertBook(db, () => 1_000);
  expect(book.look('n', missing)).toHaveLength(1);
  expect(book.look('n', missing)).toHaveLength(0);
  expect(kinds(book, 'other')).toEqual([]);
  const after = new ValidatorAlertBook(reopen(), () => 2_000);
  expect(kinds(after)).toEqual(['missed']);
  expect(after.look('n', missing)).toHaveLength(0);
  expect(after.look('n', { ...missing, missedInARow: 0, fined: 9n })).toMatchObject([
    { kind: 'fined', fined: '9' },
    { kind: 'back' },
  ]);
  // Newest first.
  expect(kinds(after)).toEqual(['back', 'fined', 'missed']);
  expect(after.alerts('n').map(({ id }) => id)).toEqual([3, 2, 1]);
});

test('the owner’s rules are kept and used; what cannot be read leaves the usual ones', () => {
  const { db, reopen } = testDatabase();
  const book = new ValidatorAlertBook(db, () => 0);
  expect(book.rules).toEqual(DEFAULT_ALERT_RULES);
  book.rules = { ...DEFAULT_ALERT_RULES, missed: false };
  expect(book.look('n', missing)).toEqual([]);
  const after = new ValidatorAlertBook(reopen(), () => 0);
  expect(after.rules.missed).toBe(false);
  const again = reopen();
  setState(again, 'this computer', 'validator alert rules', '{"missed":"yes"}');
  setState(again, 'n', 'validator alerts', 'not JSON');
  const damaged = new ValidatorAlertBook(again, () => 0);
  expect(damaged.rules).toEqual(DEFAULT_ALERT_RULES);
  expect(damaged.look('n', missing)).toHaveLength(1);
});

test('however much happens, the list stays short', () => {
  const { db } = testDatabase();
  let now = 0;
  const book = new ValidatorAlertBook(db, () => now);
  book.rules = { ...DEFAULT_ALERT_RULES, missedInARow: 1, perHour: 60 };
  for (let i = 0; i < 300; i++) {
    now += 3_600_000;
    book.look('n', { ...missing, missedInARow: i % 2 });
  }
  expect(book.alerts('n')).toHaveLength(100);
});
