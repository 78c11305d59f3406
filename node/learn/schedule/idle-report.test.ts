import { expect, test } from 'vitest';
import { IdleReport } from './idle-report.ts';
import { IDLE_REPORT_LASTS_MS } from './limits.ts';

test('what the shell told counts as long as it is fresh', () => {
  let now = 1_000_000;
  const report = new IdleReport(() => now);
  expect(report.minutes()).toBeNull();
  report.tell(600);
  expect(report.minutes()).toBe(10);
  now += IDLE_REPORT_LASTS_MS;
  expect(report.minutes()).toBe(10);
  now += 1;
  expect(report.minutes(), 'the shell has gone').toBeNull();
  report.tell(0);
  expect(report.minutes()).toBe(0);
});
