import { expect, test } from 'vitest';
import { findMissingEntries, readLock } from './complete-lock.mjs';

test('the lock file has every optional package, so that `npm ci` takes it on any registry', () => {
  expect([...findMissingEntries(readLock()).keys()]).toEqual([]);
});

test('finds an optional package without an entry, and reads its platform from its name', () => {
  const packages = {
    'node_modules/tool': {
      dev: true,
      optionalDependencies: {
        '@tool/linux-arm64-musl': '1.2.3',
        '@tool/darwin-amd64': '1.2.3',
        '@tool/win32-x64': '1.2.3',
      },
    },
    'node_modules/tool/node_modules/@tool/win32-x64': { version: '1.2.3' },
  };
  expect(Object.fromEntries(findMissingEntries({ packages }))).toEqual({
    'node_modules/@tool/linux-arm64-musl': {
      version: '1.2.3',
      dev: true,
      optional: true,
      os: ['linux'],
      cpu: ['arm64'],
      libc: ['musl'],
    },
    'node_modules/@tool/darwin-amd64': {
      version: '1.2.3',
      dev: true,
      optional: true,
      os: ['darwin'],
      cpu: ['x64'],
    },
  });
});
