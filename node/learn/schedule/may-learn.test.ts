import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LearningRules } from '../../../protocol/api/learn-schemas.ts';
import { CHAT_PAUSE_MINUTES } from './limits.ts';
import { type LearningConditions, mayLearn } from './may-learn.ts';

const NIGHT: LearningRules = {
  idleMinutes: 5,
  batteryPercent: null,
  hours: { from: 22 * 60, to: 7 * 60 },
  maxLoad: 0.5,
};
const RESTING: LearningConditions = {
  idleMinutes: 60,
  chatMinutes: 60,
  onMains: true,
  batteryPercent: 100,
  load: 0.05,
  programs: [],
};
/** A moment of this computer's day. */
const at = (hours: number, minutes = 0): number => new Date(2026, 5, 1, hours, minutes).getTime();

test('a resting computer at night may learn', () => {
  expect(mayLearn(RESTING, NIGHT, at(23))).toMatchObject({
    may: true,
    why: 'Nothing speaks against learning now.',
  });
});

test.each([
  ['chatting', { chatMinutes: 1 }, {}, 'You are chatting; it learns when you are done.'],
  ['in use', { idleMinutes: 4.9 }, {}, 'You are using the computer; it learns after 5 minutes of rest.'],
  [
    'in use',
    { idleMinutes: 0 },
    { idleMinutes: 1 },
    'You are using the computer; it learns after a minute of rest.',
  ],
  ['on battery', { onMains: false }, {}, 'The computer runs on battery; it learns on mains.'],
  [
    'low battery',
    { onMains: false, batteryPercent: 40 },
    { batteryPercent: 60 },
    'The battery is at 40 %; it learns from 60 % on.',
  ],
  ['a program', { programs: ['blender'] }, {}, 'It waits until blender is closed.'],
  ['busy', { load: 0.51 }, {}, 'The computer is busy (51 % of the processor); it learns below 50 %.'],
] as const)('%s: not now, and why', (_what, change, rules, why) => {
  expect(mayLearn({ ...RESTING, ...change }, { ...NIGHT, ...rules }, at(23))).toMatchObject({
    may: false,
    why,
  });
});

test.each([
  [21, 59, false],
  [22, 0, true],
  [0, 0, true],
  [6, 59, true],
  [7, 0, false],
  [12, 0, false],
])('over midnight: %i:%i is %s', (hours, minutes, may) => {
  expect(mayLearn(RESTING, NIGHT, at(hours, minutes)).may).toBe(may);
});

test('by day, and the whole day', () => {
  const day = { ...NIGHT, hours: { from: 9 * 60, to: 17 * 60 } };
  expect(mayLearn(RESTING, day, at(9)).may).toBe(true);
  expect(mayLearn(RESTING, day, at(17))).toMatchObject({
    may: false,
    why: 'It learns between 09:00 and 17:00.',
  });
  for (const hours of [null, { from: 60, to: 60 }])
    expect(mayLearn(RESTING, { ...NIGHT, hours }, at(12)).may).toBe(true);
});

test('a charged battery is enough where the owner says so', () => {
  const rules = { ...NIGHT, batteryPercent: 60 };
  expect(mayLearn({ ...RESTING, onMains: false, batteryPercent: 60 }, rules, at(23)).may).toBe(true);
});

test('what cannot be known forbids nothing and is named', () => {
  const blind = {
    idleMinutes: null,
    chatMinutes: null,
    onMains: null,
    batteryPercent: null,
    load: null,
    programs: [],
  };
  expect(mayLearn(blind, NIGHT, at(23))).toMatchObject({
    may: true,
    why: 'Nothing speaks against learning now; not known: whether somebody uses the computer, the battery, how busy the processor is.',
  });
});

test('whoever is chatting is never disturbed, and every answer is a sentence', () => {
  const number = fc.option(fc.double({ min: 0, max: 200, noNaN: true }), { nil: null });
  fc.assert(
    fc.property(
      fc.record({
        idleMinutes: number,
        chatMinutes: number,
        onMains: fc.option(fc.boolean(), { nil: null }),
        batteryPercent: number,
        load: number,
        programs: fc.constantFrom([], ['blender']),
      }),
      fc.integer({ min: 0, max: 1_439 }),
      (conditions, minute) => {
        const { may, why } = mayLearn(conditions, NIGHT, at(0, minute));
        expect(why).toMatch(/^[A-Z].*\.$/);
        if (conditions.chatMinutes !== null && conditions.chatMinutes < CHAT_PAUSE_MINUTES)
          expect(may).toBe(false);
      },
    ),
  );
});
