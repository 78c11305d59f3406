import { InferenceSession, Tensor } from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { createNativeSession } from '../onnx/native-session.ts';
import { stackedAdapterInputs } from './adapter-inputs.ts';
import { buildLoss } from './loss-graph.ts';
import { hashedWeights, TINY_CONFIG } from './tiny-model.ts';

test('the loss graph runs in the runtime of the verification profile and agrees with the native one', async () => {
  const model = buildLoss(TINY_CONFIG, { kind: 'embedded', weights: hashedWeights(TINY_CONFIG) });
  const web = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  const native = await createNativeSession(model, { threads: 1 });
  const feeds: Record<string, Tensor> = {
    ids: new Tensor('int64', BigInt64Array.from([1n, 5n, 9n]), [3]),
    labels: new Tensor('int64', BigInt64Array.from([5n, 9n, 2n]), [3]),
    tokenWeights: new Tensor('float32', Float32Array.of(1, 1, 0.5), [3, 1]),
  };
  for (const [name, { data, dims }] of stackedAdapterInputs(TINY_CONFIG, new Map()))
    feeds[name] = new Tensor('float32', data, dims);
  const lossOf = ({ loss }: Readonly<Record<string, { readonly data: unknown }>>): number =>
    (loss as { readonly data: Float32Array }).data[0] as number;
  const wasm = lossOf(await web.run(feeds));
  expect(wasm).toBeGreaterThan(1);
  expect(wasm).toBeCloseTo(lossOf(await native.run(feeds)), 4);
  await web.release();
  await native.release();
});
