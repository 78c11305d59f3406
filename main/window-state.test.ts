import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isReachable, readWindowState, writeWindowState } from './window-state.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loam-window-'));
  file = join(folder, 'window.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const state = { x: 10, y: 20, width: 900, height: 700, maximized: false };

test('the place comes back, and nothing else is left in the folder', () => {
  writeWindowState(file, { ...state, x: 1 });
  writeWindowState(file, state);
  expect(readWindowState(file)).toEqual(state);
  expect(readdirSync(folder)).toEqual(['window.json']);
});

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['another shape', '{"x":1}'],
  ['fractions', JSON.stringify({ ...state, x: 0.5 })],
  ['absurd sizes', JSON.stringify({ ...state, width: 9e9 })],
  ['a huge file', JSON.stringify({ ...state, padding: 'x'.repeat(5_000) })],
])('%s is no place', (_what, text) => {
  if (text !== null) writeFileSync(file, text);
  expect(readWindowState(file)).toBeNull();
});

test('a place that cannot be written says so and leaves nothing behind', () => {
  expect(() => writeWindowState(join(folder, 'missing', 'window.json'), state)).toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

test('a window must be where somebody can grab it', () => {
  const displays = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  expect(isReachable(state, displays)).toBe(true);
  expect(isReachable({ ...state, x: 1900 }, displays)).toBe(false);
  expect(isReachable({ ...state, x: -850 }, displays)).toBe(false);
  expect(isReachable({ ...state, y: 1070 }, displays)).toBe(false);
  expect(isReachable({ ...state, y: -200 }, displays)).toBe(false);
  expect(isReachable(state, [])).toBe(false);
  expect(isReachable({ ...state, x: 2000 }, [...displays, { x: 1920, y: 0, width: 800, height: 600 }])).toBe(
    true,
  );
});
