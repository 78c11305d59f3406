import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { parseLlamaConfig, toHuggingFaceConfig } from './config.ts';
import { TINY_CONFIG } from './tiny-model.ts';
import { parameterCount } from './weight-shapes.ts';

// the fields of SmolLM2-135M's config.json
const smol = {
  architectures: ['LlamaForCausalLM'],
  attention_bias: false,
  hidden_act: 'silu',
  hidden_size: 576,
  intermediate_size: 1536,
  is_llama_config: true,
  max_position_embeddings: 8192,
  mlp_bias: false,
  model_type: 'llama',
  num_attention_heads: 9,
  num_hidden_layers: 30,
  num_key_value_heads: 3,
  rms_norm_eps: 1e-5,
  rope_scaling: null,
  rope_theta: 100_000,
  tie_word_embeddings: true,
  vocab_size: 49_152,
};

test('reads a published config', () => {
  const config = parseLlamaConfig(JSON.stringify(smol));
  expect(config).toMatchObject({
    headDim: 64,
    kvHeads: 3,
    ropeTheta: 100_000,
    tieWordEmbeddings: true,
    contextLength: 8192,
  });
  expect(parameterCount(config)).toBe(134_515_008);
});

test('what it writes it reads', () => {
  expect(parseLlamaConfig(JSON.stringify(toHuggingFaceConfig(TINY_CONFIG)))).toEqual(TINY_CONFIG);
});

test.each([
  ['another architecture', { model_type: 'mistral' }],
  ['scaled rotary embeddings', { rope_scaling: { rope_type: 'llama3', factor: 8 } }],
  [
    'scaled rotary embeddings under the newer name',
    { rope_parameters: { rope_type: 'yarn', rope_theta: 1e4 } },
  ],
  ['biases', { attention_bias: true }],
  ['another activation', { hidden_act: 'gelu' }],
  ['heads that do not divide', { num_key_value_heads: 4 }],
  ['an odd head size', { head_dim: 63 }],
  ['a head size that is not whole', { hidden_size: 577 }],
  ['too many layers', { num_hidden_layers: 100_000 }],
  ['a fraction of a layer', { num_hidden_layers: 1.5 }],
  ['no vocabulary', { vocab_size: undefined }],
])('refuses %s', (_what, change) => {
  expect(() => parseLlamaConfig({ ...smol, ...change })).toThrow(
    expect.objectContaining({ code: 'LLAMA_CONFIG_INVALID' }),
  );
});

test('the newer place of rope_theta is read', () => {
  expect(
    parseLlamaConfig({
      ...smol,
      rope_theta: undefined,
      rope_parameters: { rope_type: 'default', rope_theta: 5e5 },
    }).ropeTheta,
  ).toBe(5e5);
});

test('anything else is refused with the right error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (junk) => {
      try {
        parseLlamaConfig(junk);
        return false;
      } catch (error) {
        return error instanceof LoamError && error.code === 'LLAMA_CONFIG_INVALID';
      }
    }),
  );
});
