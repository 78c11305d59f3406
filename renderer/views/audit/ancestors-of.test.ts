import { expect, test } from 'vitest';
import type { ModelVersion } from '../../../protocol/api/audit-schemas.ts';
import { ancestorsOf, pathBetween } from './ancestors-of.ts';

const version = (number: number, parent: number, finalizedAt: number | null = 1): ModelVersion => ({
  version: number,
  parent,
  epoch: number,
  manifestCid: null,
  adapterCid: null,
  aggregator: null,
  finalizedAt,
});
/** Version 2 was given up: 3 builds on 1 again. 4 is not final yet. */
const VERSIONS = [version(4, 3, null), version(3, 1), version(2, 1), version(1, 0)];

test('a version that later ones do not build on is given up', () =>
  expect([...ancestorsOf(VERSIONS)].sort()).toEqual([0, 1, 3]));

test('the way between two versions leaves out what was given up', () => {
  expect(pathBetween(VERSIONS, 0, 3)?.map((v) => v.version)).toEqual([1, 3]);
  expect(pathBetween(VERSIONS, 2, 3)).toBeNull();
  expect(pathBetween(VERSIONS, 3, 3)).toBeNull();
});

test('versions that name each other in a circle end nowhere', () => {
  const circle = [version(2, 1), version(1, 2)];
  expect([...ancestorsOf(circle)].sort()).toEqual([0, 1, 2]);
  expect(pathBetween(circle, 0, 2)).toBeNull();
});
