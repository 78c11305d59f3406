import { expect, test } from 'vitest';
import {
  BACK_OFF_MAX_MS,
  CRASH_LOOP_ENDS,
  CRASH_LOOP_REST_MS,
  CRASH_LOOP_WINDOW_MS,
  SETTLED_MS,
} from '../limits.ts';
import { BackOff } from './back-off.ts';

function backOff(random = () => 1) {
  const clock = { now: 1_700_000_000_000 };
  const name = 'The model process';
  const advice = 'Look at the log.';
  return { clock, of: new BackOff({ name, advice, firstMs: 100, now: () => clock.now, random }) };
}

test('the pause doubles with every end in a row, up to a limit', () => {
  const { clock, of } = backOff();
  const pauses: number[] = [];
  for (let i = 0; i < 12; i++) {
    // Far enough apart to be no crash loop, too short a life to count as healthy.
    clock.now += CRASH_LOOP_WINDOW_MS / (CRASH_LOOP_ENDS - 1);
    pauses.push(of.ended(clock.now - SETTLED_MS + 1).waitMs);
  }
  expect(pauses.slice(0, 4)).toEqual([100, 200, 400, 800]);
  expect(pauses.at(-1)).toBe(BACK_OFF_MAX_MS);
});

test('one that lived long begins anew', () => {
  const { clock, of } = backOff();
  of.ended(clock.now);
  of.ended(clock.now);
  expect(of.inRow).toBe(2);
  clock.now += SETTLED_MS;
  expect(of.ended(clock.now - SETTLED_MS).waitMs).toBe(100);
});

test('the pause is between half and all of it, by chance', () => {
  const pauses = [0, 0.5, 0.999].map((chance) => backOff(() => chance).of.ended(Date.now()).waitMs);
  expect(pauses[0]).toBe(50);
  expect(pauses[1]).toBe(75);
  expect(pauses[2]).toBeLessThan(100);
});

test('one that stops again and again rests and says so in words; then it has as many tries again', () => {
  const { clock, of } = backOff();
  const ends = Array.from({ length: CRASH_LOOP_ENDS }, (_, i) => {
    clock.now += 1_000;
    return of.ended(clock.now - 500, i === CRASH_LOOP_ENDS - 1 ? 'at f (a.js:1)\nError: no memory\n' : '');
  });
  expect(ends.slice(0, -1).map(({ trouble }) => trouble)).toEqual(
    Array.from({ length: CRASH_LOOP_ENDS - 1 }, () => undefined),
  );
  const { waitMs, trouble } = ends.at(-1) ?? { waitMs: 0, trouble: undefined };
  const until = new Date(clock.now + CRASH_LOOP_REST_MS).toTimeString().slice(0, 8);
  expect(waitMs).toBe(CRASH_LOOP_REST_MS);
  expect(trouble?.code).toBe('CRASH_LOOP');
  expect(trouble?.message).toBe(
    `The model process stopped 5 times in 2 minutes; it rests until ${until}. Its last words: “Error: no memory”.`,
  );
  expect(trouble?.hint).toBe('Look at the log.');
  clock.now += waitMs;
  expect(of.ended(clock.now - 100)).toEqual({ waitMs: 100, trouble: undefined });
});
