import { expect, test } from 'vitest';
import type { Status } from '../../protocol/api/network-schemas.ts';
import { nextMorning, trayModel } from './tray-model.ts';

const NOW = new Date(2026, 10, 23, 22, 5).getTime();

const status = (change: Partial<Status> = {}): Status => ({
  host: 'electron',
  version: '0.1.0',
  model: { state: 'ready', name: 'Seedling', parameters: 9, error: null },
  device: { provider: 'CPU', threads: 2 },
  learning: { state: 'idle', reason: null, schedule: 'on', pausedUntil: null },
  network: { state: 'off', name: null, chainId: null, sentence: '' },
  wallet: null,
  peers: { count: 0, addresses: [] },
  roles: [],
  modelVersion: 0,
  epoch: null,
  ...change,
});
const words = (now: Status | null) =>
  trayModel(now, NOW).lines.flatMap((line) => (line.kind === 'rule' ? [] : [line.label]));

test('while the node is away there is still a way to open and to quit', () => {
  expect(words(null)).toEqual(['Starting', 'Open Loam', 'Quit and stop everything']);
  expect(trayModel(null, NOW)).toMatchObject({ icon: 'away', tooltip: 'Loam: Starting' });
});

test('learning by itself can be paused for an hour or until tomorrow', () => {
  const { lines, icon } = trayModel(status(), NOW);
  expect(icon).toBe('normal');
  const until = lines.flatMap((line) =>
    line.kind === 'action' && line.action.do === 'pause' ? [line.action.until] : [],
  );
  expect(until).toEqual([NOW + 3_600_000, new Date(2026, 10, 24, 6, 0).getTime()]);
});

test('a pause says until when, and offers to resume and nothing else', () => {
  const paused = (pausedUntil: number | null) =>
    status({ learning: { state: 'paused', reason: null, schedule: 'paused', pausedUntil } });
  expect(words(paused(null))).toEqual([
    'Learning is paused',
    'In no network',
    'Resume learning',
    'Open Loam',
    'Quit and stop everything',
  ]);
  expect(words(paused(NOW + 60_000))[0]).toBe('Learning is paused until 22:06');
  expect(words(paused(nextMorning(NOW)))[0]).toBe('Learning is paused until tomorrow 6:00');
  expect(trayModel(paused(null), NOW).icon).toBe('paused');
});

test('where it does not learn by itself there is nothing to pause', () => {
  const off = status({ learning: { state: 'idle', reason: null, schedule: 'off', pausedUntil: null } });
  expect(words(off)).toEqual(['Ready', 'In no network', 'Open Loam', 'Quit and stop everything']);
});

test('network and validator are told in words', () => {
  const on = status({
    network: { state: 'on', name: 'Local network', chainId: 1, sentence: '' },
    peers: { count: 1, addresses: [] },
    validator: { state: 'on', sentence: '', code: null, watch: null },
  });
  expect(words(on).slice(0, 3)).toEqual(['Ready, learns by itself', 'Local network: 1 peer', 'Validating']);
  const stopped = { ...on, validator: { state: 'stopped' as const, sentence: 'x', code: 'Y', watch: null } };
  expect(words(stopped)[2]).toBe('Validating has stopped, open Loam to see why');
});

test('the next morning is always on another day', () => {
  for (const hour of [0, 5, 6, 7, 23]) {
    const now = new Date(2026, 11, 31, hour, 59);
    expect(new Date(nextMorning(now.getTime())).toDateString()).toBe(new Date(2027, 0, 1).toDateString());
  }
});
