import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelsView, ModelView } from '../../protocol/api/models-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_CATALOGUE_CHARS } from '../../protocol/limits.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { localClient } from '../local-client.ts';
import { formatDuration, Progress } from '../output/progress.ts';
import { formatTable } from '../output/table.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import { type Verb, type VerbContext, verbGroup } from '../verb.ts';
import { unlocked, withNode } from '../with-node.ts';

type Client = ReturnType<typeof localClient>;

/** Milliseconds between two looks at a download. */
const LOOK_MS = 250;

const list: Verb = {
  name: 'list',
  usage: '',
  summary: 'List the models on this computer and those that can be downloaded.',
  options: PASSPHRASE_FILE,
  examples: ['models list', 'models list --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const view = await client.models.list();
      process.stdout.write(context.json ? `${JSON.stringify(view)}\n` : `${tableOf(view)}\n`);
      return EXIT_OK;
    }),
};

const download: Verb = {
  name: 'download',
  usage: '<model>',
  summary: 'Download a model, or go on with a download that was interrupted, and check it.',
  options: PASSPHRASE_FILE,
  examples: ['models download smollm2-135m-instruct'],
  run: (context) => {
    const id = only(context, 'model');
    return withClient(context, async (client) => {
      const progress = new Progress(process.stderr, context.json);
      try {
        await client.models.download({ id });
        for (;;) {
          context.signal.throwIfAborted();
          const model = await modelOf(client, id);
          if (model.state === 'here') return report(context, model, `${model.name} is here.`);
          if (model.download?.state === 'failed') {
            const { code, message, hint } = model.download.error ?? {
              code: 'DOWNLOAD_FAILED',
              message: 'The download ended.',
              hint: null,
            };
            throw new LoamError(code, message, hint === null ? {} : { hint });
          }
          progress.update(progressText(model));
          await sleep(LOOK_MS, undefined, { signal: context.signal });
        }
      } finally {
        progress.close();
      }
    });
  },
};

const use: Verb = {
  name: 'use',
  usage: '<model>',
  summary: 'Check and load a model; from now on it is the one that answers.',
  options: PASSPHRASE_FILE,
  examples: ['models use seedling'],
  run: (context) => {
    const id = only(context, 'model');
    return withClient(context, async (client) => {
      await client.models.use({ id });
      const model = await modelOf(client, id);
      return report(context, model, `${model.name} answers from now on.`);
    });
  },
};

const remove: Verb = {
  name: 'remove',
  usage: '<model>',
  summary: 'Remove a downloaded model’s files, or take an added folder off the list; its files stay.',
  options: PASSPHRASE_FILE,
  examples: ['models remove smollm2-135m-instruct'],
  run: (context) => {
    const id = only(context, 'model');
    return withClient(context, async (client) => {
      const model = await modelOf(client, id);
      await client.models.remove({ id });
      return report(context, model, `${model.name} was removed.`);
    });
  },
};

const add: Verb = {
  name: 'import',
  usage: '<folder or catalogue>',
  summary: 'Add a model’s folder in Hugging Face layout, or the models of a catalogue file.',
  options: PASSPHRASE_FILE,
  examples: ['models import ./my-model', 'models import ./catalogue.json --json'],
  run: (context) => {
    const path = resolve(only(context, 'folder or catalogue'));
    return withClient(context, async (client) => {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found?.isFile() === true) {
        if (found.size > MAX_CATALOGUE_CHARS)
          throw new LoamError('CATALOGUE_INVALID', `${path} is too large to be a catalogue.`);
        const { added } = await client.models.addCatalogue({ text: await readFile(path, 'utf8') });
        process.stdout.write(
          context.json ? `${JSON.stringify({ added })}\n` : `Added to the list: ${added.join(', ')}.\n`,
        );
        return EXIT_OK;
      }
      const model = await client.models.addFolder({ path });
      return report(context, model, `${model.name} was added; its id is ${model.id}.`);
    });
  },
};

/** `loam models`: what answers and learns. */
export const modelsVerb: Verb = verbGroup({
  name: 'models',
  summary: 'List, download, use, remove and import models.',
  subverbs: [list, download, use, remove, add],
});

async function withClient(context: VerbContext, work: (client: Client) => Promise<number>): Promise<number> {
  const dataDir = String(context.options['data-dir'] ?? defaultDataDir(process.env, process.platform));
  const config = await unlocked(context, nodeConfig({ dataDir, host: 'terminal' }));
  return withNode(config, (node) => work(localClient(node)));
}

/** The one word that a verb takes. @throws LoamError `USAGE` */
function only({ words }: VerbContext, what: string): string {
  const [word, ...more] = words;
  if (word !== undefined && more.length === 0) return word;
  throw new LoamError('USAGE', `Say which ${what}, and only one.`);
}

/** @throws LoamError `MODEL_UNKNOWN` */
async function modelOf(client: Client, id: string): Promise<ModelView> {
  const { models } = await client.models.list();
  const model = models.find((one) => one.id === id);
  if (model !== undefined) return model;
  throw new LoamError('MODEL_UNKNOWN', `There is no model '${id}'.`, {
    hint: `Known are: ${models.map((one) => one.id).join(', ')}.`,
  });
}

function report({ json }: VerbContext, model: ModelView, sentence: string): number {
  process.stdout.write(json ? `${JSON.stringify(model)}\n` : `${sentence}\n`);
  return EXIT_OK;
}

function progressText({ name, download: state }: ModelView): string {
  if (state === null || state.state === 'checking') return `${name}: checking`;
  const left = state.etaMs === null ? '' : `, ${formatDuration(state.etaMs)} left`;
  return `${name}: ${megabytes(state.doneBytes)} of ${megabytes(state.totalBytes)}${left}`;
}

function tableOf({ models, current, folder }: ModelsView): string {
  const rows = models.map((model) => [
    model.id,
    model.id === current ? 'in use' : STATES[model.state],
    megabytes(model.bytes),
    FITS[model.fit.verdict],
    model.licence?.name ?? '',
  ]);
  return `${formatTable(['Model', 'State', 'Size', 'This computer', 'Licence'], rows)}\nDownloads are kept in ${folder.path}`;
}

const STATES = { here: 'here', absent: 'can be downloaded', partial: 'partly here', lost: 'files are gone' };
const FITS = { fits: 'fits', tight: 'tight', 'too-big': 'too big' };

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
