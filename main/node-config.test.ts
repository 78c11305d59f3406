import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootNodeConfig } from './node-config.ts';

const places = {
  appRoot: join('/', 'app'),
  resources: join('/', 'resources'),
  userData: join('/', 'profile'),
  env: {},
  processors: 4,
  exists: () => false,
};

test('data lies in the profile unless the environment names a folder', () => {
  expect(rootNodeConfig(places).dataDir).toBe(join('/', 'profile', 'data'));
  const named = { ...places, env: { LOAM_DATA_DIR: '/elsewhere', LOAM_MODEL_DIR: '/model' } };
  expect(rootNodeConfig(named)).toMatchObject({ dataDir: '/elsewhere', modelDir: '/model' });
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
