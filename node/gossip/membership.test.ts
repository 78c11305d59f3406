import { expect, test } from 'vitest';
import { MEMBERSHIP_NEGATIVE_MS } from './limits.ts';
import { createMembership } from './membership.ts';

test('members are asked about once, strangers again after a while', async () => {
  let now = 0;
  let calls = 0;
  const answers = new Map([['m', true]]);
  const membership = createMembership(
    (key) => {
      calls += 1;
      return answers.get(key) ?? false;
    },
    () => now,
  );
  expect(await membership.ask('m')).toBe('member');
  expect(await membership.ask('m')).toBe('member');
  expect(calls).toBe(1);
  expect(await membership.ask('s')).toBe('stranger');
  answers.set('s', true);
  expect(await membership.ask('s')).toBe('stranger');
  expect(calls).toBe(2);
  now += MEMBERSHIP_NEGATIVE_MS + 1;
  expect(await membership.ask('s')).toBe('member');
  expect(calls).toBe(3);
});

test('a failing question is unknown, is not remembered, and is asked once at a time', async () => {
  let up = false;
  let calls = 0;
  const membership = createMembership(async () => {
    calls += 1;
    await Promise.resolve();
    if (!up) throw new Error('no chain');
    return true;
  });
  expect(await Promise.all([membership.ask('k'), membership.ask('k')])).toEqual(['unknown', 'unknown']);
  expect(calls).toBe(1);
  up = true;
  expect(await membership.ask('k')).toBe('member');
});
