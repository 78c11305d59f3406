import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ArtifactStore } from '../../node/artifacts/artifact-store.ts';
import { withArtifacts } from '../../node/artifacts/with-artifacts.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { defaultDataDir } from '../paths.ts';
import type { Verb, VerbContext } from '../verb.ts';

/** One action: what it needs besides its name, and what it does. Returns what `--json` shows, and lines for people. */
interface Action {
  readonly words: readonly string[];
  run(
    store: ArtifactStore,
    words: readonly string[],
    context: VerbContext,
  ): Promise<{ readonly result: object; readonly lines: readonly string[] }>;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  list: {
    words: [],
    run: async (store) => {
      const artifacts = store.list();
      const usage = store.usage();
      return {
        result: { artifacts, usage },
        lines: [
          ...artifacts.map(
            ({ cid, pinned, complete, bytes }) =>
              `${cid}  ${megabytes(bytes).padStart(10)}  ${pinned ? 'pinned' : 'not pinned'}${complete ? '' : ', not complete'}`,
          ),
          `${artifacts.length} artifacts, ${megabytes(usage.bytes)} of ${megabytes(usage.quotaBytes)}, ${megabytes(usage.pinnedBytes)} pinned.`,
        ],
      };
    },
  },
  export: {
    words: ['<cid>', '<file>'],
    run: async (store, [cid = '', file = ''], { options, signal }) => {
      const report = await store.exportCar([cid], resolve(file), {
        offline: options.peer === undefined,
        signal,
      });
      return {
        result: { file: resolve(file), ...report },
        lines: [`Wrote ${report.blocks} blocks, ${megabytes(report.bytes)}, to ${file}.`],
      };
    },
  },
  import: {
    words: ['<file>'],
    run: async (store, [file = '']) => {
      const report = await store.importCar(resolve(file));
      for (const root of report.roots) await store.pin(root, { offline: true });
      return {
        result: { ...report, pinned: true },
        lines: [
          ...report.roots,
          `Took ${report.blocks} blocks, ${megabytes(report.bytes)}, and pinned what they make.`,
        ],
      };
    },
  },
  pin: {
    words: ['<cid>'],
    run: async (store, [cid = ''], { options, signal }) => {
      await store.pin(cid, { offline: options.peer === undefined, signal });
      return { result: { cid, pinned: true }, lines: [`Pinned ${cid}.`] };
    },
  },
  unpin: {
    words: ['<cid>'],
    run: async (store, [cid = '']) => {
      const was = store.unpin(cid);
      return {
        result: { cid, pinned: false, was },
        lines: [was ? `Unpinned ${cid}.` : `${cid} was not pinned.`],
      };
    },
  },
  gc: {
    words: [],
    run: async (store, _words, { signal }) => {
      const report = await store.collectGarbage({ signal });
      return {
        result: { ...report, usage: store.usage() },
        lines: [`Removed ${report.roots} artifacts, ${report.blocks} blocks, ${megabytes(report.bytes)}.`],
      };
    },
  },
};

/** `loam artifacts …`: what is stored in a data folder, and CAR files out of it and into it. */
export const artifactsVerb: Verb = {
  name: 'artifacts',
  usage: '<list | export <cid> <file> | import <file> | pin <cid> | unpin <cid> | gc>',
  summary: 'List, pin and clear the stored artifacts; write and read CAR files.',
  options: {
    peer: { type: 'string', help: 'address of a peer to fetch from what is not here (export, pin)' },
  },
  examples: [
    'artifacts list --json',
    'artifacts export bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi lesson.car',
  ],
  async run(context) {
    const [name = '', ...words] = context.words;
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined)
      throw new LoamError('USAGE', `Say what to do: ${Object.keys(ACTIONS).join(', ')}.`);
    if (words.length !== action.words.length)
      throw new LoamError('USAGE', `It goes: loam artifacts ${[name, ...action.words].join(' ')}`);
    const dataDir = String(context.options['data-dir'] ?? defaultDataDir(process.env, process.platform));
    if (name !== 'import' && !existsSync(dataDir)) {
      throw new LoamError('ARTIFACTS_NO_DATA', `There is no data in ${dataDir} yet.`, {
        hint: "'loam chat' or 'npm start' begins, and so does 'loam artifacts import'.",
      });
    }
    const { result, lines } = await withArtifacts(
      dataDir,
      {
        signal: context.signal,
        ...(context.options.peer === undefined ? {} : { peer: String(context.options.peer) }),
      },
      (store) => action.run(store, words, context),
    );
    process.stdout.write(context.json ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
    return EXIT_OK;
  },
};

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}
