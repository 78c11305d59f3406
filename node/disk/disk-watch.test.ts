import { expect, test } from 'vitest';
import { DiskWatch } from './disk-watch.ts';
import { NEARLY_FULL_BYTES, ROOM_AGAIN_BYTES } from './limits.ts';

function watch(first: number) {
  let free = first;
  const log: string[] = [];
  const disk = new DiskWatch({
    dir: '/data',
    freeBytes: () => free,
    stop: () => log.push('stop'),
    changed: () => log.push('changed'),
  });
  return {
    disk,
    log,
    set: (bytes: number) => {
      free = bytes;
      disk.look();
    },
  };
}

test('what fills the disk is stopped once, before it is full, and that stays said until there is room', () => {
  const { disk, log, set } = watch(10 * ROOM_AGAIN_BYTES);
  expect(disk.state.state).toBe('fine');
  disk.requireRoom();
  set(NEARLY_FULL_BYTES - 1);
  set(NEARLY_FULL_BYTES - 2);
  expect(log).toEqual(['stop', 'changed']);
  expect(disk.state.sentence).toMatch(/^Only 300 MB are free/);
  expect(() => disk.requireRoom()).toThrow(/learning and the network are stopped/);
  // A little more is not enough to go on: it would begin and stop in turns.
  set(NEARLY_FULL_BYTES + 1);
  expect(disk.state.state).toBe('nearly-full');
  set(ROOM_AGAIN_BYTES);
  expect(disk.state).toMatchObject({ state: 'fine', sentence: '' });
  expect(log).toEqual(['stop', 'changed', 'changed']);
});

test('a disk that is nearly full at the start is told, and the system’s own answer is read', () => {
  expect(watch(1).log).toEqual(['stop', 'changed']);
  const real = new DiskWatch({ dir: import.meta.dirname, stop: () => undefined, changed: () => undefined });
  expect(real.state.freeBytes).toBeGreaterThan(0);
});

test('a disk that cannot be asked counts as before', () => {
  const disk = new DiskWatch({
    dir: '/',
    freeBytes: () => {
      throw new Error('gone');
    },
    stop: () => undefined,
    changed: () => undefined,
  });
  expect(disk.state.state).toBe('fine');
});
