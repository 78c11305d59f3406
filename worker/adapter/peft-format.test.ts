import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { readSafetensors, writeSafetensors } from '../safetensors/safetensors.ts';
import type { Tensor } from '../safetensors/tensor.ts';
import { type Adapter, adapterFromValues, adapterParameters, adapterTargets } from './adapter.ts';
import { readPeftFolder, writePeftFolder } from './peft-folder.ts';
import { type PeftFiles, readPeft, writePeft } from './peft-format.ts';
import { randomAdapter, tinyConfig } from './test-adapters.ts';

const adapter = randomAdapter(5, {
  rank: 2,
  alpha: 8,
  chosen: (key) => key.endsWith('.q') || key.endsWith('.down'),
});
const files = writePeft(adapter, { baseModel: 'tiny' });

const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof LoamError) return error.code;
    throw error;
  }
  return 'none';
};
const withConfig = (change: Record<string, unknown>): PeftFiles => ({
  ...files,
  config: JSON.stringify({ ...Object(JSON.parse(files.config)), ...change }),
});
const withTensors = (change: (tensors: Map<string, Tensor>) => void): PeftFiles => {
  const tensors = readSafetensors(files.model);
  change(tensors);
  return { ...files, model: writeSafetensors(tensors) };
};
const Q = 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight';

test("the tensors have PEFT's names and shapes", () => {
  const shapes = [...readSafetensors(files.model)].map(([name, { shape }]) => `${name} ${shape.join('x')}`);
  expect(shapes).toEqual([
    'base_model.model.model.layers.0.mlp.down_proj.lora_A.weight 2x20',
    'base_model.model.model.layers.0.mlp.down_proj.lora_B.weight 12x2',
    'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight 2x12',
    'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight 12x2',
    'base_model.model.model.layers.1.mlp.down_proj.lora_A.weight 2x20',
    'base_model.model.model.layers.1.mlp.down_proj.lora_B.weight 12x2',
    'base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight 2x12',
    'base_model.model.model.layers.1.self_attn.q_proj.lora_B.weight 12x2',
  ]);
  expect(JSON.parse(files.config)).toMatchObject({
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
    r: 2,
    lora_alpha: 8,
    target_modules: ['q_proj', 'down_proj'],
    bias: 'none',
  });
});

test('what is written is read back, and the bytes do not depend on anything else', () => {
  expect(readPeft(files, tinyConfig)).toEqual(adapter);
  expect(
    writePeft({ ...adapter, pairs: new Map([...adapter.pairs].reverse()) }, { baseModel: 'tiny' }),
  ).toEqual(files);
  expect(adapterParameters(adapter)).toBe(2 * (2 * 20 + 12 * 2 + 2 * 12 + 12 * 2));
});

test('an adapter as another tool writes it: half precision, more fields, names with a path', () => {
  const model = writeSafetensors(readSafetensors(files.model), { dtype: 'BF16', metadata: { format: 'pt' } });
  const foreign = withConfig({
    target_modules: ['model.layers.0.self_attn.q_proj', 'down_proj'],
    lora_dropout: 0.1,
    peft_version: '0.18.0',
    eva_config: null,
    runtime_config: { ephemeral_gpu_offload: false },
    layer_replication: null,
    trainable_token_indices: null,
  });
  expect(adapterTargets(readPeft({ config: foreign.config, model }, tinyConfig))).toEqual(['q', 'down']);
  expect(codeOf(() => readPeft(withConfig({ target_modules: 'all-linear' }), tinyConfig))).toBe('none');
});

test.each([
  ['no JSON', { ...files, config: '{' }, 'ADAPTER_CONFIG'],
  ['another kind of adapter', withConfig({ peft_type: 'IA3' }), 'ADAPTER_CONFIG'],
  ['rank 0', withConfig({ r: 0 }), 'ADAPTER_CONFIG'],
  ['a huge rank', withConfig({ r: 1e9 }), 'ADAPTER_CONFIG'],
  ['a negative alpha', withConfig({ lora_alpha: -1 }), 'ADAPTER_CONFIG'],
  ['DoRA', withConfig({ use_dora: true }), 'ADAPTER_CONFIG'],
  ['another scaling', withConfig({ use_rslora: true }), 'ADAPTER_CONFIG'],
  ['ranks by layer', withConfig({ rank_pattern: { q_proj: 4 } }), 'ADAPTER_CONFIG'],
  ['whole modules', withConfig({ modules_to_save: ['lm_head'] }), 'ADAPTER_CONFIG'],
  ['trained biases', withConfig({ bias: 'all' }), 'ADAPTER_CONFIG'],
  ['a rank that is not the tensors’', withConfig({ r: 3 }), 'ADAPTER_SHAPE_MISMATCH'],
  ['targets that are not the tensors’', withConfig({ target_modules: ['q_proj'] }), 'ADAPTER_SHAPE_MISMATCH'],
  [
    'targets without tensors',
    withConfig({ target_modules: ['q_proj', 'down_proj', 'up_proj'] }),
    'ADAPTER_SHAPE_MISMATCH',
  ],
  ['no tensors', { ...files, model: writeSafetensors(new Map()) }, 'ADAPTER_SHAPE_MISMATCH'],
  ['half a pair', withTensors((tensors) => tensors.delete(Q)), 'ADAPTER_SHAPE_MISMATCH'],
  [
    'a layer the model has not',
    withTensors((tensors) => tensors.set(Q.replace('layers.0', 'layers.9'), tensors.get(Q) as Tensor)),
    'ADAPTER_SHAPE_MISMATCH',
  ],
  [
    'a tensor that is no adapter',
    withTensors((tensors) =>
      tensors.set('lm_head.weight', { dtype: 'F32', shape: [1], data: new Float32Array(1) }),
    ),
    'ADAPTER_SHAPE_MISMATCH',
  ],
  [
    'a transposed tensor',
    withTensors((tensors) => tensors.set(Q, { ...(tensors.get(Q) as Tensor), shape: [12, 2] })),
    'ADAPTER_SHAPE_MISMATCH',
  ],
  [
    'not a number',
    withTensors((tensors) => tensors.get(Q)?.data.fill(Number.NaN, 3, 4)),
    'ADAPTER_NOT_FINITE',
  ],
  [
    'infinity',
    withTensors((tensors) => tensors.get(Q)?.data.fill(Number.POSITIVE_INFINITY, 0, 1)),
    'ADAPTER_NOT_FINITE',
  ],
  ['a norm beyond all measure', withTensors((tensors) => tensors.get(Q)?.data.fill(1e6)), 'ADAPTER_NORM'],
  ['junk', { ...files, model: new Uint8Array(100) }, 'SAFETENSORS_MALFORMED'],
])('refuses %s', (_, broken, code) => {
  expect(codeOf(() => readPeft(broken, tinyConfig))).toBe(code);
});

test('damaged files raise a LoamError and nothing else', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), (at, value, inConfig) => {
      const model = files.model.slice();
      const config = new TextEncoder().encode(files.config);
      const target = inConfig ? config : model;
      target[at % target.length] = value;
      codeOf(() => readPeft({ config: new TextDecoder().decode(config), model }, tinyConfig));
    }),
    { numRuns: 300 },
  );
});

test("a trainer's values become an adapter", () => {
  const values = new Map<string, Float32Array>();
  for (const [key, pair] of adapter.pairs) {
    values.set(`lora.${key}.A`, pair.a);
    values.set(`lora.${key}.B`, pair.b);
  }
  const made: Adapter = adapterFromValues(values, { rank: 2, alpha: 8, config: tinyConfig });
  expect(made).toEqual(adapter);
  values.delete('lora.0.q.B');
  expect(codeOf(() => adapterFromValues(values, { rank: 2, alpha: 8, config: tinyConfig }))).toBe(
    'ADAPTER_SHAPE_MISMATCH',
  );
});

test('a folder holds exactly the two files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'loam-adapter-'));
  try {
    const bytes = await writePeftFolder(folder, adapter, { baseModel: 'tiny' });
    expect(bytes).toBe(files.model.length + files.config.length);
    expect((await readdir(folder)).sort()).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
    expect(await readPeftFolder(folder, tinyConfig)).toEqual(adapter);
    await rm(join(folder, 'adapter_config.json'));
    await expect(readPeftFolder(folder, tinyConfig)).rejects.toMatchObject({ code: 'ADAPTER_MISSING' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
