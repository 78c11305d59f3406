import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataDir, nodeConfig } from './open-node.ts';

test.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', {}, join('/home/me', '.config', 'Loam', 'data')],
  ['linux', { XDG_CONFIG_HOME: '/configs' }, join('/configs', 'Loam', 'data')],
  ['darwin', {}, join('/home/me', 'Library', 'Application Support', 'Loam', 'data')],
  ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Loam', 'data')],
  ['win32', {}, join('/home/me', 'AppData', 'Roaming', 'Loam', 'data')],
  ['linux', { LOAM_DATA_DIR: '/elsewhere' }, '/elsewhere'],
])('on %s with %j the data is in %s', (platform, env, expected) => {
  expect(defaultDataDir(platform, env, '/home/me')).toBe(expected);
});

test('--data-dir comes first, and a processor stays free', () => {
  expect(nodeConfig({ 'data-dir': '/mine' }, 'browser', 1)).toMatchObject({
    dataDir: '/mine',
    host: 'browser',
    threads: 1,
  });
  expect(nodeConfig({}, 'terminal', 32).threads).toBe(8);
});
