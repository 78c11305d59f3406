import { expect, test } from 'vitest';
import { writeSafetensors } from '../safetensors/safetensors.ts';
import type { Tensor } from '../safetensors/tensor.ts';
import { hashedWeights, TINY_CONFIG } from './tiny-model.ts';
import { weightShapes } from './weight-shapes.ts';
import { readLlamaWeights, writeLlamaWeights } from './weights.ts';

const untied = { ...TINY_CONFIG, tieWordEmbeddings: false };

test.each([TINY_CONFIG, untied])('what is written is read back', (config) => {
  const weights = hashedWeights(config);
  expect(readLlamaWeights(config, writeLlamaWeights(config, weights))).toEqual(weights);
  // the hashed values have 16 bits, so that half precision is close but not the same
  const half = readLlamaWeights(config, writeLlamaWeights(config, weights, 'F16'));
  for (const [name, data] of weights) {
    for (const [i, value] of data.entries()) expect(half.get(name)?.[i]).toBeCloseTo(value, 3);
  }
});

test("a tied model's matrix is found under either name", () => {
  const tensors = tensorsOf();
  tensors.set('lm_head.weight', tensors.get('model.embed_tokens.weight') as Tensor);
  expect(readLlamaWeights(TINY_CONFIG, writeSafetensors(tensors))).toEqual(hashedWeights(TINY_CONFIG));
  tensors.delete('model.embed_tokens.weight');
  expect(readLlamaWeights(TINY_CONFIG, writeSafetensors(tensors))).toEqual(hashedWeights(TINY_CONFIG));
});

test('a tensor that is missing, left over or of another shape is refused', () => {
  const refused = (change: (tensors: Map<string, Tensor>) => unknown, config = TINY_CONFIG): void => {
    const tensors = tensorsOf();
    change(tensors);
    expect(() => readLlamaWeights(config, writeSafetensors(tensors))).toThrow(
      expect.objectContaining({ code: 'LLAMA_WEIGHTS_INVALID' }),
    );
  };
  refused((tensors) => tensors.delete('model.norm.weight'));
  refused((tensors) => tensors.set('extra', { dtype: 'F32', shape: [1], data: new Float32Array(1) }));
  refused((tensors) =>
    tensors.set('model.norm.weight', { dtype: 'F32', shape: [24, 1], data: new Float32Array(24) }),
  );
  refused(() => null, untied);
  refused(() => null, { ...TINY_CONFIG, layers: 3 });
});

function tensorsOf(): Map<string, Tensor> {
  const weights = hashedWeights(TINY_CONFIG);
  return new Map(
    weightShapes(TINY_CONFIG).map(({ name, shape }) => [
      name,
      { dtype: 'F32', shape, data: weights.get(name) as Float32Array },
    ]),
  );
}
