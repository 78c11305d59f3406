import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { encodeModel } from './encode-model.ts';
import { createNativeSession } from './native-session.ts';
import type { OnnxModel } from './onnx-types.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

/** y = x + c with a free first dimension. */
const model: OnnxModel = {
  nodes: [{ op: 'Add', inputs: ['x', 'c'], outputs: ['y'], attributes: {} }],
  initializers: [{ name: 'c', dtype: 'float32', shape: [2], data: Float32Array.of(10, 20) }],
  inputs: [{ name: 'x', dtype: 'float32', shape: ['n', 2] }],
  outputs: [{ name: 'y', dtype: 'float32', shape: ['n', 2] }],
};

async function run(source: Uint8Array | string, rows: number): Promise<number[]> {
  const session = await createNativeSession(source, { threads: 1 });
  const { y } = await session.run({
    x: new Tensor(
      'float32',
      Float32Array.from({ length: rows * 2 }, (_, i) => i),
      [rows, 2],
    ),
  });
  await session.release();
  return [...((y as Tensor).data as Float32Array)];
}

test('the runtime reads what is written, with named dimensions', async () => {
  expect(await run(encodeModel(model), 1)).toEqual([10, 21]);
  expect(await run(encodeModel(model), 2)).toEqual([10, 21, 12, 23]);
});

test('tensors may lie in another file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'loam-onnx-'));
  await writeFile(join(folder, 'weights.bin'), new Uint8Array(Float32Array.of(-1, 10, 20).buffer));
  const external = { location: 'weights.bin', offset: 4, length: 8 };
  await writeFile(
    join(folder, 'model.onnx'),
    encodeModel({ ...model, initializers: [{ name: 'c', dtype: 'float32', shape: [2], external }] }),
  );
  expect(await run(join(folder, 'model.onnx'), 1)).toEqual([10, 21]);
  await rm(folder, { recursive: true });
});

test('attributes of every kind arrive', async () => {
  const node = (
    op: string,
    attributes: OnnxModel['nodes'][number]['attributes'],
    inputs = ['x', 'c'],
  ): Uint8Array =>
    encodeModel({
      ...model,
      initializers: model.initializers,
      nodes: [{ op, inputs, outputs: ['y'], attributes }],
    });
  const gemm: OnnxModel = {
    ...model,
    initializers: [{ name: 'c', dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
    nodes: [
      { op: 'Gemm', inputs: ['x', 'c'], outputs: ['y'], attributes: { alpha: { float: 0.5 }, transB: 1 } },
    ],
  };
  expect(await run(encodeModel(gemm), 1)).toEqual([1, 2]);
  const transposed: OnnxModel = {
    ...model,
    nodes: [{ op: 'Transpose', inputs: ['x'], outputs: ['y'], attributes: { perm: [1, 0] } }],
  };
  expect(await run(encodeModel(transposed), 2)).toEqual([0, 2, 1, 3]);
  expect(await run(node('Concat', { axis: -2 }, ['x', 'x']), 1)).toEqual([0, 1, 0, 1]);
});

test('a graph that makes no sense is refused with our error', async () => {
  const broken = encodeModel({
    ...model,
    nodes: [{ op: 'NoSuchOperator', inputs: ['x'], outputs: ['y'], attributes: {} }],
  });
  await expect(createNativeSession(broken, { threads: 1 })).rejects.toMatchObject({
    code: 'ENGINE_SESSION_FAILED',
  });
  expect(() =>
    encodeModel({ ...model, initializers: [{ name: 'c', dtype: 'float32', shape: [2] }] }),
  ).toThrow(/no bytes/);
});

test('integers are varints in two’s complement', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      const bytes = [...new ProtobufWriter().int(1, value).finish()].slice(1);
      const decoded = bytes.reduce((sum, byte, i) => sum | (BigInt(byte & 127) << BigInt(7 * i)), 0n);
      expect(BigInt.asIntN(64, decoded)).toBe(value);
      expect(bytes.every((byte, i) => byte >= 128 === i < bytes.length - 1)).toBe(true);
    }),
  );
});
