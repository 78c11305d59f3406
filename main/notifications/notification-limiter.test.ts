import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTICE_KINDS, type Notice, type NoticeKind } from '../../protocol/desktop/notice.ts';
import { MAX_NOTIFICATIONS_PER_HOUR, NOTICE_GROUP_MS } from '../limits.ts';
import { NotificationLimiter } from './notification-limiter.ts';

const notice = (kind: NoticeKind, sentence = 'Something.'): Notice => ({
  kind,
  title: `About ${kind}`,
  sentence,
  view: 'learn',
});

test('the first of a kind is shown at once, more of it within a minute are told together', () => {
  const limiter = new NotificationLimiter();
  expect(limiter.offer(notice('contribution-paid', 'One.'), 0)?.sentence).toBe('One.');
  expect(limiter.offer(notice('contribution-paid', 'Two.'), 1_000)).toBeNull();
  expect(limiter.offer(notice('contribution-paid', 'Three.'), 2_000)).toBeNull();
  expect(limiter.nextAt(2_000)).toBe(NOTICE_GROUP_MS);
  expect(limiter.due(NOTICE_GROUP_MS - 1)).toBeNull();
  expect(limiter.due(NOTICE_GROUP_MS)).toMatchObject({
    title: 'About contribution-paid (2)',
    sentence: 'The newest of 2: Three.',
  });
  expect(limiter.nextAt(NOTICE_GROUP_MS)).toBeNull();
});

test('different kinds do not wait for each other', () => {
  const limiter = new NotificationLimiter();
  expect(limiter.offer(notice('contribution-paid'), 0)).not.toBeNull();
  expect(limiter.offer(notice('disk-nearly-full'), 1)).not.toBeNull();
});

test('above the hour’s number everything waits and is told as one', () => {
  const limiter = new NotificationLimiter();
  for (let i = 0; i < MAX_NOTIFICATIONS_PER_HOUR; i++)
    expect(limiter.offer(notice('contribution-paid'), i * NOTICE_GROUP_MS)).not.toBeNull();
  const now = MAX_NOTIFICATIONS_PER_HOUR * NOTICE_GROUP_MS;
  expect(limiter.offer(notice('validator-missed'), now)).toBeNull();
  expect(limiter.offer(notice('disk-nearly-full'), now)).toBeNull();
  expect(limiter.nextAt(now)).toBe(3_600_000);
  expect(limiter.due(3_600_000)).toMatchObject({
    title: '2 things happened',
    sentence: 'About validator-missed · About disk-nearly-full',
  });
});

test('whatever happens, an hour never sees more than its number, and nothing waits for good', () => {
  const step = fc.record({
    kind: fc.constantFrom(...NOTICE_KINDS),
    after: fc.integer({ min: 0, max: 120_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const limiter = new NotificationLimiter();
      const shown: number[] = [];
      let now = 0;
      const settle = (until: number) => {
        for (let at = limiter.nextAt(now); at !== null && at <= until; at = limiter.nextAt(now)) {
          now = Math.max(now, at);
          if (limiter.due(now) !== null) shown.push(now);
        }
        now = Math.max(now, until);
      };
      for (const { kind, after } of steps) {
        settle(now + after);
        if (limiter.offer(notice(kind), now) !== null) shown.push(now);
      }
      settle(now + 2 * 3_600_000);
      expect(limiter.nextAt(now)).toBeNull();
      for (const at of shown)
        expect(shown.filter((other) => other >= at && other - at < 3_600_000).length).toBeLessThanOrEqual(
          MAX_NOTIFICATIONS_PER_HOUR,
        );
    }),
    { numRuns: 200 },
  );
});
