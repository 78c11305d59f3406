import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { workerContract } from '../../protocol/api/worker-contract.ts';
import { createWorkerRouter } from './create-worker-router.ts';
import { WorkerService } from './worker-service.ts';

const router = createWorkerRouter(new WorkerService());
const client = createRouterClient(router) as Record<string, (input: unknown) => Promise<unknown>>;
const NAMES = Object.keys(workerContract);

test('every procedure of the contract is there', () => {
  expect(Object.keys(router).sort()).toEqual([...NAMES].sort());
});

test.each(NAMES.filter((name) => name !== 'info'))(
  '%s refuses what does not fit the contract',
  async (name) => {
    for (const input of [undefined, null, 7, [], {}, { dir: 7 }, { modelDir: '' }]) {
      await expect(client[name]?.(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  },
);

test('info answers before any model is loaded', async () => {
  expect(await client.info?.(undefined)).toMatchObject({ provider: 'CPU', threads: 1, model: null });
});

test('sizes past the limits are refused', async () => {
  const many = Array.from({ length: 2_001 }, () => ({ prompt: 'a', answer: 'b' }));
  const train = { replay: [], adapters: [], outDir: 'o', checkpointDir: 'c', options: { seed: '' } };
  await expect(client.train?.({ ...train, examples: many })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const part = { dir: 'd', numerator: '1', denominator: '0' };
  const merge = { parent: null, parts: [part], outDir: 'o', maxRank: 8 };
  await expect(client.merge?.(merge)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
