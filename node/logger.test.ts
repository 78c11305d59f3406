import { expect, test } from 'vitest';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { createLogger } from './logger.ts';

test('writes one line of JSON per event, whatever is in it', () => {
  const lines: string[] = [];
  const log = createLogger(
    (line) => lines.push(line),
    () => Date.UTC(2030, 0, 2),
  );
  log.info('started', { port: 3, name: 'two\nlines', missing: undefined });
  log.warn('failed', new LoamError('SOME_CODE', 'It broke.', { data: { secret: 'hidden' } }), { index: 1 });
  log.warn('odd', 'a thrown string');
  expect(lines.every((line) => !line.includes('\n'))).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { at: '2030-01-02T00:00:00.000Z', level: 'info', event: 'started', port: 3, name: 'two\nlines' },
    {
      at: '2030-01-02T00:00:00.000Z',
      level: 'warn',
      event: 'failed',
      index: 1,
      code: 'SOME_CODE',
      message: 'It broke.',
    },
    {
      at: '2030-01-02T00:00:00.000Z',
      level: 'warn',
      event: 'odd',
      code: 'UNEXPECTED',
      message: 'a thrown string',
    },
  ]);
});

test('a secret in an error’s message stays out', () => {
  const lines: string[] = [];
  const log = createLogger(
    (line) => lines.push(line),
    () => 0,
  );
  const key = `0x${'5a'.repeat(32)}`;
  log.warn('failed', new Error(`cannot use ${key}`, { cause: key }), {
    url: 'https://ada:lovelace@node.example',
  });
  log.info('told', { sentence: `${'abandon '.repeat(23)}art` });
  expect(lines.join('')).not.toMatch(/5a5a5a5a5a|lovelace|abandon/);
});
