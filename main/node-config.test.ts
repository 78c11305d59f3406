import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataDir, rootNodeConfig } from './node-config.ts';

const places = {
  appRoot: join('/', 'app'),
  resources: join('/', 'resources'),
  userData: join('/', 'profile'),
  env: {},
  processors: 4,
  exists: () => false,
};

test('data lies in the profile unless the environment names a folder', () => {
  expect(dataDir(places)).toBe(join('/', 'profile', 'data'));
  expect(dataDir({ ...places, env: { LOAM_DATA_DIR: '/elsewhere' } })).toBe('/elsewhere');
});

test('the model of the installation comes before that of the checkout', () => {
  expect(rootNodeConfig(places).modelDir).toBe(join('/', 'app', 'assets', 'base'));
  expect(rootNodeConfig({ ...places, exists: () => true }).modelDir).toBe(
    join('/', 'resources', 'assets', 'base'),
  );
});

test.each([
  [1, 1],
  [2, 1],
  [4, 3],
  [64, 8],
])('with %i processors the runtime gets %i threads', (processors, threads) => {
  expect(rootNodeConfig({ ...places, processors }).threads).toBe(threads);
});
