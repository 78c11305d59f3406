import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scanRefusal } from '../../protocol/verification/scan-rules.ts';
import { collect, examples, temporaryFolder, tinyService } from '../service/fixtures/service-for-test.ts';

const dir = temporaryFolder();
const service = await tinyService(dir);

test('an inert adapter reads like a lesson and leaves every loss as it is, alone and on top of others', async () => {
  const inert = join(dir, 'inert');
  const lesson = join(dir, 'lesson');
  const written = await service.writeInert({ outDir: inert, seed: 'canary' });
  await service.adapters.write(
    lesson,
    new Map(
      Object.entries({
        A: new Float32Array(8 * service.model.config.hiddenSize).fill(0.1),
        B: new Float32Array(8 * service.model.config.heads * service.model.config.headDim).fill(0.02),
      }).map(([half, values]) => [`lora.0.q.${half}`, values]),
    ),
    { rank: 8, alpha: 16 },
  );
  const found = await service.adapters.inspect(inert);
  expect(found).toMatchObject({ rank: 8, alpha: 16, parameters: written.parameters });
  expect(found.norm).toBeGreaterThan(0);
  // No rule of the scan takes it for noise.
  expect(scanRefusal(await service.adapters.scan({ dir: inert, earlier: [] }))).toBeUndefined();
  for (const adapters of [[], [{ dir: lesson }]]) {
    const items = examples('inert', 24);
    const done = (await collect(service.evaluate({ adapters, candidate: inert, items }))).at(-1);
    if (done?.type !== 'done') throw new Error('no result');
    expect(done.patched).toEqual(done.base);
  }
  // The comparison would notice an effect: the lesson has one.
  const felt = (
    await collect(service.evaluate({ adapters: [], candidate: lesson, items: examples('inert', 24) }))
  ).at(-1);
  if (felt?.type !== 'done') throw new Error('no result');
  expect(felt.patched).not.toEqual(felt.base);
});
