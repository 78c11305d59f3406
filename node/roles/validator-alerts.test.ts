import { expect, test } from 'vitest';
import type { ValidatorAlertRules } from '../../protocol/api/validator-schemas.ts';
import { type AlertFacts, DEFAULT_ALERT_RULES, NO_ALERTS, nextAlerts } from './validator-alerts.ts';
import { missedInARow } from './validator-report.ts';

const well: AlertFacts = { state: 'on', why: '', missedInARow: 0, fined: 0n };

/** Plays looks one minute apart and tells what was said at each. */
function play(looks: readonly Partial<AlertFacts>[], rules: Partial<ValidatorAlertRules> = {}): string[] {
  let memory = NO_ALERTS;
  return looks.map((change, i) => {
    const done = nextAlerts(memory, { ...well, ...change }, { ...DEFAULT_ALERT_RULES, ...rules }, i * 60_000);
    memory = done.memory;
    return done.alerts.map(({ kind, heldBack }) => (heldBack === 0 ? kind : `${kind}+${heldBack}`)).join(' ');
  });
}

test('misses in a row are told once, at the number that the owner set, and being back once', () => {
  const looks = [{}, ...[1, 2, 3, 4, 9, 0, 0].map((missed) => ({ missedInARow: missed }))];
  expect(play(looks)).toEqual(['', '', '', 'missed', '', '', 'back', '']);
  expect(play(looks, { missedInARow: 1 })).toEqual(['', 'missed', '', '', '', '', 'back', '']);
  // Not enough to be told is not enough to be back from.
  expect(play([{ missedInARow: 2 }, {}])).toEqual(['', '']);
});

test('stopping is told with why, and coming back; an owner who turned it off hears of neither', () => {
  const stopped = { state: 'stopped' as const, why: 'The clock is wrong.' };
  expect(play([{}, stopped, stopped, { state: 'watching' }, {}, {}])).toEqual([
    '',
    'stopped',
    '',
    '',
    'back',
    '',
  ]);
  expect(play([stopped, { state: 'off' }, {}])).toEqual(['stopped', '', '']);
  expect(nextAlerts(NO_ALERTS, { ...well, ...stopped }, DEFAULT_ALERT_RULES, 5).alerts).toEqual([
    { id: 1, at: 5, kind: 'stopped', missed: 0, fined: '0', why: 'The clock is wrong.', heldBack: 0 },
  ]);
});

test('a fine is told with what was taken since the last look, never at the first one', () => {
  const { memory, alerts } = nextAlerts(NO_ALERTS, { ...well, fined: 7n }, DEFAULT_ALERT_RULES, 0);
  expect(alerts).toEqual([]);
  const next = nextAlerts(memory, { ...well, fined: 12n }, DEFAULT_ALERT_RULES, 1);
  expect(next.alerts).toMatchObject([{ kind: 'fined', fined: '5' }]);
  expect(nextAlerts(next.memory, { ...well, fined: 12n }, DEFAULT_ALERT_RULES, 2).alerts).toEqual([]);
});

test('more than an hour allows is held back and counted; after the hour it goes on', () => {
  const flap = Array.from({ length: 70 }, (_, i) => ({ missedInARow: i % 2 === 0 ? 5 : 0 }));
  const said = play(flap, { perHour: 2 });
  expect(said.slice(0, 3)).toEqual(['missed', 'back', '']);
  expect(said.slice(2, 60).join('')).toBe('');
  expect(said[60]).toBe('missed+58');
  expect(said[61]).toBe('back');
  expect(said.slice(62).join('')).toBe('');
});

test('each kind can be switched off', () => {
  const looks = [
    {},
    { missedInARow: 3 },
    { fined: 4n },
    { fined: 4n, state: 'stopped' as const },
    { fined: 4n },
  ];
  expect(play(looks).join(' ').trim()).toBe('missed fined back stopped back');
  for (const kind of ['missed', 'fined', 'stopped', 'back'] as const)
    expect(play(looks, { [kind]: false }).join(' ')).not.toContain(kind);
});

test('misses are counted from the newest verdict backwards; what is not due yet does not count', () => {
  expect(missedInARow([])).toBe(0);
  expect(missedInARow(['missed', 'agreed'])).toBe(0);
  expect(missedInARow(['agreed', 'missed', 'open', 'missed', 'open'])).toBe(2);
  expect(missedInARow(['missed', 'missed', 'missed'])).toBe(3);
  expect(missedInARow(['missed', 'disagreed', 'missed'])).toBe(1);
});
