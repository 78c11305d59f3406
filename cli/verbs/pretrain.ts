import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { connectWorker } from '../../node/process/connect.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { formatDuration, Progress } from '../output/progress.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import type { Verb } from '../verb.ts';
import { commandLineHost } from '../with-node.ts';

/** `loam pretrain`: trains a base model from corpora, resumable. */
export const pretrainVerb: Verb = {
  name: 'pretrain',
  usage: '--corpora <folder> --out <folder>',
  summary: 'Train a base model from corpora; goes on where it was stopped.',
  options: {
    corpora: { type: 'string', help: 'folder that holds the corpora' },
    out: { type: 'string', help: 'folder of the run: checkpoint and, in model/, the model' },
    minutes: { type: 'string', help: 'how long to train, over all starts (default 70)' },
    threads: { type: 'string', help: 'threads to use (default: all)' },
  },
  examples: ['pretrain --corpora corpora --out run --minutes 70'],
  negative: 'the time is not used up yet; the same call goes on',
  async run({ options, json, signal }) {
    if (typeof options.corpora !== 'string' || typeof options.out !== 'string') {
      throw new LoamError('USAGE', 'Say where the corpora are and where the run goes: --corpora and --out.');
    }
    const minutes = Number(options.minutes ?? 70);
    const threads = Number(options.threads ?? availableParallelism());
    if (!(minutes > 0) || !Number.isInteger(threads) || threads < 1)
      throw new LoamError('USAGE', '--minutes and --threads are numbers above 0.');
    const progress = new Progress(process.stderr);
    const config = nodeConfig({
      dataDir: defaultDataDir(process.env, process.platform),
      host: 'terminal',
      threads,
    });
    const child = await commandLineHost(config).spawnWorker();
    try {
      const worker = connectWorker(child.port);
      const stream = await worker.pretrain(
        { corporaDir: resolve(options.corpora), outDir: resolve(options.out), minutes, threads },
        { signal },
      );
      let finished = false;
      let modelDir = '';
      for await (const { stage, message, step, loss, heldOutLoss, etaMs } of stream) {
        if (stage === 'finished' || stage === 'stopped') {
          finished = stage === 'finished';
          modelDir = message;
        } else if (heldOutLoss !== null)
          progress.line(`step ${step}  held-out loss ${heldOutLoss.toFixed(3)}`);
        else if (loss !== null)
          progress.update(
            `step ${step}  loss ${loss.toFixed(3)}  ${message}  ${formatDuration(etaMs ?? 0)} left`,
          );
        else progress.line(`${stage}: ${message}`);
      }
      progress.close();
      if (json) process.stdout.write(`${JSON.stringify({ finished, modelDir })}\n`);
      else
        process.stdout.write(
          `${finished ? 'Finished' : 'Stopped; call it again to go on'}. The model is in ${modelDir}\n`,
        );
      return finished ? EXIT_OK : EXIT_NEGATIVE;
    } finally {
      child.kill();
    }
  },
};
