import { expect, test } from 'vitest';
import type { LoamError } from '../protocol/errors/loam-error.ts';
import { NODE_CONFIG_ENV, parseNodeConfig, takeNodeConfig } from './config.ts';

const CONFIG = {
  dataDir: '/data',
  host: 'terminal',
  modelDir: '/model',
  threads: 2,
  workerEntry: '/worker.js',
  nodeEntry: '/node.js',
};

function refusal(text: string | undefined): LoamError {
  try {
    parseNodeConfig(text);
  } catch (error) {
    return error as LoamError;
  }
  throw new Error('it was not refused');
}

test('a configuration is read and its defaults filled in', () => {
  expect(parseNodeConfig(JSON.stringify(CONFIG))).toEqual({ ...CONFIG, listen: ['/ip4/127.0.0.1/tcp/0'] });
});

test('taking it removes it from the environment', () => {
  const env = { [NODE_CONFIG_ENV]: JSON.stringify({ ...CONFIG, passphrase: 'open sesame' }), HOME: '/home' };
  expect(takeNodeConfig(env).passphrase).toBe('open sesame');
  expect(env).toEqual({ HOME: '/home' });
});

test('what does not fit is refused by field, never by value', () => {
  expect(refusal(undefined).code).toBe('CONFIG_MISSING');
  expect(refusal('{').code).toBe('CONFIG_INVALID');
  expect(refusal(' '.repeat(100_001)).code).toBe('CONFIG_TOO_BIG');
  const error = refusal(
    JSON.stringify({ ...CONFIG, threads: 0, passphrase: ['secret'], surprise: 'secret' }),
  );
  expect(error.code).toBe('CONFIG_INVALID');
  expect(error.message).toContain('threads');
  expect(error.message).toContain('passphrase');
  expect(JSON.stringify(error)).not.toContain('secret"');
  expect(JSON.stringify(error)).not.toContain('"secret');
});
