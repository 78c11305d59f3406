/**
 * Measures training steps (forward, backward, clipping, AdamW) of the bundled model's shape, in tokens per second, against
 * PyTorch on the same machine: both take turns, so that what else the machine does hits both. Arguments: --json, --threads n.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { parseLlamaConfig } from '../worker/llama/config.ts';
import { ADAPTER_TARGETS } from '../worker/llama/weight-shapes.ts';
import { Random } from '../worker/random/random.ts';
import { FullTrainer } from '../worker/training/full-trainer.ts';
import { initialWeights } from '../worker/training/initial-weights.ts';
import { constantRate } from '../worker/training/learning-rate.ts';
import { LoraTrainer } from '../worker/training/lora-trainer.ts';
import { sampleTextWindows } from '../worker/training/text-windows.ts';
import { TorchSteps } from './reference/torch-steps.ts';

interface Figure {
  readonly value: number;
  readonly unit: 'tokens/s';
  /** PyTorch's tokens per second in the same run. */
  readonly reference: number | null;
  /** value / reference: above 1 we are faster. */
  readonly ratio: number | null;
}

const CONFIG = {
  hidden_size: 192,
  intermediate_size: 512,
  num_hidden_layers: 4,
  num_attention_heads: 6,
  num_key_value_heads: 2,
  vocab_size: 4096,
  max_position_embeddings: 512,
  tie_word_embeddings: true,
  rms_norm_eps: 1e-5,
};
const RANK = 8;
const WARM_UP_STEPS = 2;
const MEASURED_STEPS = 9;

const { values: args } = parseArgs({
  options: { json: { type: 'boolean' }, threads: { type: 'string', default: '1' } },
});
const threads = Number(args.threads);
const figures: Record<string, Figure> = {};
for (const mode of ['full', 'lora'] as const) {
  for (const { batch, length } of [
    { batch: 8, length: 128 },
    { batch: 4, length: 256 },
  ]) {
    const id = `${mode}_${batch}x${length}`;
    const figure = await measure(mode, batch, length);
    figures[id] = figure;
    const against =
      figure.reference === null ? 'no reference here' : `PyTorch ${figure.reference}, ratio ${figure.ratio}`;
    console.log(`${id}: ${figure.value} tokens/s (${against})`);
  }
}
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, threads, node: process.version };
if (args.json === true) console.log(JSON.stringify({ name: 'train-step', figures, machine }));

async function measure(mode: 'full' | 'lora', batch: number, length: number): Promise<Figure> {
  const config = parseLlamaConfig(CONFIG);
  const weights = initialWeights(config, Random.fromSeed(1));
  const options = { schedule: constantRate(1e-4), threads, seed: 1 };
  const lora = { targets: ADAPTER_TARGETS, rank: RANK, alpha: 2 * RANK };
  const trainer =
    mode === 'full'
      ? new FullTrainer({ config, weights }, options)
      : new LoraTrainer({ config, weights, base: 'bench', lora }, options);
  const text = Uint16Array.from({ length: 20_000 }, () => trainer.random.below(config.vocabularySize));
  const torch = await TorchSteps.start({ config: CONFIG, batch, length, mode, rank: RANK, threads });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let step = 0; step < WARM_UP_STEPS + MEASURED_STEPS; step++) {
    const started = performance.now();
    await trainer.step(sampleTextWindows(text, { batch, length }, trainer.random));
    ours.push(performance.now() - started);
    if (torch !== null) theirs.push(await torch.step());
  }
  torch?.stop();
  await trainer.release();
  const perSecond = (times: readonly number[]): number =>
    Math.round((batch * length * 1000) / median(times.slice(WARM_UP_STEPS)));
  const value = perSecond(ours);
  const reference = torch === null ? null : perSecond(theirs);
  return {
    value,
    unit: 'tokens/s',
    reference,
    ratio: reference === null ? null : Math.round((100 * value) / reference) / 100,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}
