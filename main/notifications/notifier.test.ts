import { expect, test, vi } from 'vitest';
import type { Notice } from '../../protocol/desktop/notice.ts';
import { NotificationLimiter } from './notification-limiter.ts';
import { Notifier } from './notifier.ts';

const paid: Notice = { kind: 'contribution-paid', title: 'Paid', sentence: 'Paid.', view: 'learn' };

function notifier(quiet: readonly string[] = [], isWatched = false) {
  const shown: string[] = [];
  return {
    shown,
    notifier: new Notifier({
      limiter: new NotificationLimiter(),
      wants: ({ kind }) => !quiet.includes(kind),
      isWatched: () => isWatched,
      show: ({ title }) => shown.push(title),
      now: Date.now,
    }),
  };
}

test('what was switched off, or is looked at, is not notified', () => {
  for (const { notifier: one, shown } of [notifier(['contribution-paid']), notifier([], true)]) {
    one.tell(paid);
    expect(shown).toEqual([]);
  }
});

test('what waited is told when its time has come', () => {
  vi.useFakeTimers();
  try {
    const { notifier: one, shown } = notifier();
    for (let i = 0; i < 3; i++) one.tell(paid);
    expect(shown).toEqual(['Paid']);
    vi.advanceTimersByTime(61_000);
    expect(shown).toEqual(['Paid', 'Paid (2)']);
    one.stop();
  } finally {
    vi.useRealTimers();
  }
});
