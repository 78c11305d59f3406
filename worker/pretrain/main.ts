import { parseArgs } from 'node:util';
import { loadCorpora } from './corpora.ts';
import { type PretrainProgress, pretrain } from './pretrain.ts';
import { DEFAULT_PRETRAIN_CONFIG } from './pretrain-config.ts';

const STEPS_BETWEEN_LINES = 50;

/** `node worker/pretrain/main.ts --corpora DIR --out DIR [--minutes 70] [--threads 2]` */
const { values } = parseArgs({
  options: {
    corpora: { type: 'string' },
    out: { type: 'string' },
    minutes: { type: 'string', default: '70' },
    threads: { type: 'string', default: '2' },
    layers: { type: 'string', default: String(DEFAULT_PRETRAIN_CONFIG.model.num_hidden_layers) },
  },
});
const minutes = Number(values.minutes);
const threads = Number(values.threads);
const layers = Number(values.layers);
if (
  values.corpora === undefined ||
  values.out === undefined ||
  !(minutes > 0) ||
  !(threads >= 1) ||
  !(layers >= 1)
) {
  process.stderr.write('usage: main.ts --corpora DIR --out DIR [--minutes 70] [--threads 2] [--layers 5]\n');
  process.exit(2);
}

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

const corpora = await loadCorpora(values.corpora);
const result = await pretrain({
  corpora,
  folder: values.out,
  config: {
    ...DEFAULT_PRETRAIN_CONFIG,
    model: { ...DEFAULT_PRETRAIN_CONFIG.model, num_hidden_layers: layers },
  },
  budget: { minutes },
  threads,
  now: () => performance.now(),
  signal: stop.signal,
  onProgress: report,
});
process.stdout.write(`${result.finished ? 'finished' : 'stopped'}; the model is in ${result.modelFolder}\n`);

function report(event: PretrainProgress): void {
  if (event.kind === 'step') {
    if (event.step % STEPS_BETWEEN_LINES !== 0) return;
    const { step, loss, rate, seconds, tokensPerSecond, progress } = event;
    process.stdout.write(
      `step ${step} loss ${loss.toFixed(3)} rate ${rate.toExponential(2)} ${Math.round(tokensPerSecond)} tok/s ${Math.round(seconds)} s ${(100 * progress).toFixed(1)}%\n`,
    );
  } else process.stdout.write(`${JSON.stringify(event)}\n`);
}
