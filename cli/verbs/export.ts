import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { EXPORT_FORMATS, EXPORT_NAMES, exportRows } from '../../node/indexer/export-rows.ts';
import { keepIndexing } from '../../node/indexer/keep-indexing.ts';
import { findServedIndex } from '../../node/indexer/served-index.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { NETWORK_OPTIONS } from '../network/network-options.ts';
import { dataDirOf } from '../network/open-chain.ts';
import { parseChoice } from '../network/parse-words.ts';
import { withIndex } from '../network/with-index.ts';
import type { Verb } from '../verb.ts';

/** `loam export <table>`: raw rows of the index. */
export const exportVerb: Verb = {
  name: 'export',
  usage: '<table>',
  summary: 'Write the raw rows of a table of the index as CSV or JSON.',
  options: {
    ...NETWORK_OPTIONS,
    format: { type: 'string', help: 'csv (default; safe to open in a spreadsheet) or json' },
    out: { type: 'string', help: 'file to write (default: standard output)' },
  },
  examples: ['export submissions --format csv --out submissions.csv', 'export events --format json'],
  async run(context) {
    const { options, json, words } = context;
    const table = parseChoice(words[0], EXPORT_NAMES, 'table');
    const format = parseChoice(options.format ?? 'csv', EXPORT_FORMATS, 'format');
    const file = options.out;
    if (json && typeof file !== 'string')
      throw new LoamError('USAGE', 'With --json the rows need a file: --out <file>.');
    return withIndex(context, async ({ db, chain }) => {
      const isServed = async () =>
        (await findServedIndex(dataDirOf(context), chain.descriptor)) !== undefined;
      await keepIndexing({ db, chain, signal: context.signal, untilHead: true }, isServed);
      context.signal.throwIfAborted();
      const pieces = exportRows(db, table, format);
      if (typeof file !== 'string') {
        await write(process.stdout, pieces);
        return EXIT_OK;
      }
      const partial = `${file}.part`;
      try {
        const stream = createWriteStream(partial);
        const finished = once(stream, 'finish');
        const rows = await write(stream, pieces);
        stream.end();
        await finished;
        await rename(partial, file);
        process.stdout.write(
          json ? `${JSON.stringify({ table, format, rows, file })}\n` : `${rows} rows are in ${file}.\n`,
        );
      } catch (error) {
        await rm(partial, { force: true });
        throw LoamError.wrap('EXPORT_FAILED', error);
      }
      return EXIT_OK;
    });
  },
};

async function write(stream: Writable, pieces: Generator<string, number>): Promise<number> {
  for (;;) {
    const { value, done } = pieces.next();
    if (done === true) return value;
    if (!stream.write(value)) await once(stream, 'drain');
  }
}
