import { expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { explainMemory } from './explain-memory.ts';

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('memory that ran out is said as such, with what to do', () => {
  const real = [
    failureOf(() => new ArrayBuffer(2 ** 52)),
    failureOf(() => new Float32Array(2 ** 50)),
    new LoamError('ENGINE_SESSION_FAILED', 'The runtime refused the model graph.', {
      cause: new Error('std::bad_alloc'),
    }),
  ];
  for (const error of real)
    expect(explainMemory(error)).toMatchObject({
      code: 'MODEL_MEMORY',
      hint: expect.stringContaining('smaller model'),
      cause: error,
    });
});

test('any other error stays what it is', () => {
  for (const error of [new Error('no'), new LoamError('MODEL_MISSING', 'gone'), 'text', undefined])
    expect(explainMemory(error)).toBe(error);
});
