import { expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { withRestarts } from './with-restarts.ts';

const failing = (code: string, times: number) => {
  let calls = 0;
  return async (): Promise<number> => {
    if (++calls <= times) throw new LoamError(code, 'Gone.');
    return calls;
  };
};
const never = new AbortController().signal;

test.each(['PORT_CLOSED', 'WORKER_STOPPED', 'CHAIN_UNREACHABLE'])(
  'work that ends with %s because another process went away is done again',
  async (code) => {
    expect(await withRestarts(failing(code, 1), 3, never)).toBe(2);
  },
);

test('any other error, the last repetition and an end that was asked for are not passed over', async () => {
  await expect(withRestarts(failing('MODEL_MISSING', 1), 3, never)).rejects.toMatchObject({
    code: 'MODEL_MISSING',
  });
  await expect(withRestarts(failing('PORT_CLOSED', 9), 0, never)).rejects.toMatchObject({
    code: 'PORT_CLOSED',
  });
  const asked = AbortSignal.abort();
  await expect(withRestarts(failing('PORT_CLOSED', 1), 3, asked)).rejects.toMatchObject({
    code: 'PORT_CLOSED',
  });
});
