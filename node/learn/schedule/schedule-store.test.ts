import { expect, test } from 'vitest';
import { testDatabase } from '../../database/fixtures/test-database.ts';
import { setState } from '../../database/network-state.ts';
import { DEFAULT_SCHEDULE, ScheduleStore } from './schedule-store.ts';

const RUN = '01m81y3sjvajyn3e0v5574je28';

test('is off at first, keeps what is changed over a restart, and nothing else changes with it', () => {
  const { db, reopen } = testDatabase();
  const store = new ScheduleStore(db);
  expect(store.schedule).toEqual(DEFAULT_SCHEDULE);
  expect(store.schedule.enabled).toBe(false);
  store.change({ enabled: true, rules: { maxLoad: 0.2 } }, null);
  store.saveUpdate({ runId: RUN, network: 'net', utilityPpm: 5, consent: 'asked' });
  const again = new ScheduleStore(reopen());
  expect(again.schedule).toEqual({
    ...DEFAULT_SCHEDULE,
    enabled: true,
    rules: { ...DEFAULT_SCHEDULE.rules, maxLoad: 0.2 },
  });
  expect(again.update).toEqual({ runId: RUN, network: 'net', utilityPpm: 5, consent: 'asked' });
});

test('consent without asking is for one network, and can be taken back', () => {
  const store = new ScheduleStore(testDatabase().db);
  store.change({ share: 'always' }, null);
  expect(store.schedule.alwaysShare).toEqual([]);
  store.change({ share: 'always' }, 'a');
  store.change({ share: 'always' }, 'b');
  store.change({ share: 'always' }, 'a');
  expect(store.schedule.alwaysShare).toEqual(['b', 'a']);
  store.change({ share: 'ask' }, 'b');
  expect(store.schedule.alwaysShare).toEqual(['a']);
  store.change({ share: 'never' }, 'a');
  expect(store.schedule).toMatchObject({ alwaysShare: [], neverShare: ['a'] });
  store.change({ share: 'ask' }, 'a');
  expect(store.schedule).toMatchObject({ alwaysShare: [], neverShare: [] });
});

test('a schedule that cannot be read is no consent', () => {
  const { db } = testDatabase();
  const store = new ScheduleStore(db);
  store.change({ enabled: true, share: 'always' }, 'a');
  setState(db, 'this computer', 'learning schedule', '{"schedule":{"enabled":true,"alwaysShare":["a"]}}');
  expect(store.schedule).toEqual(DEFAULT_SCHEDULE);
});
