import { resolve } from 'node:path';
import { atomicWrite } from '../../node/data-folder/atomic-write.ts';
import { exportHistory, importHistory, parseHistory } from '../../node/signing-history/history-file.ts';
import { MAX_HISTORY_FILE_BYTES } from '../../node/signing-history/limits.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { type Verb, type VerbContext, verbGroup } from '../verb.ts';
import { ownerOf, readLimited, withHistory } from './open-history.ts';

const NETWORK = {
  type: 'string',
  help: 'file of the network (default: the only one that was signed in)',
} as const;

const exportVerb: Verb = {
  name: 'export',
  usage: '<file>',
  summary: 'Write the signing history of this validator to a file, to move it to another computer.',
  options: { network: NETWORK, ...PASSPHRASE_FILE },
  examples: ['validator history export history.json'],
  async run(context) {
    const file = resolve(fileOf(context));
    return withHistory(context, async (open) => {
      const owner = ownerOf(context, open);
      const text = exportHistory(open.history.ledger, owner);
      atomicWrite(file, text);
      const { watermark, signed } = parseHistory(text);
      say(
        context,
        {
          file,
          network: owner.network,
          validator: owner.validator.toLowerCase(),
          watermark,
          rows: signed.length,
        },
        `${signed.length} signatures of ${owner.validator} in ${owner.network} are in ${file}.\n` +
          `Whoever imports it signs nothing new up to epoch ${watermark}. Do not start this node again afterwards.`,
      );
      return EXIT_OK;
    });
  },
};

const importVerb: Verb = {
  name: 'import',
  usage: '<file>',
  summary: 'Take a signing history into this one; what contradicts it is ignored, and no watermark falls.',
  options: {
    network: { ...NETWORK, help: 'file of the network (default: the one that the file names)' },
    ...PASSPHRASE_FILE,
  },
  examples: ['validator history import history.json'],
  negative: 'parts of the file contradict what was signed here, and were ignored',
  async run(context) {
    const file = parseHistory(readLimited(fileOf(context), MAX_HISTORY_FILE_BYTES));
    // The file stands in for a history that is gone; it covers its own epochs, and an unknown one waits.
    return withHistory(
      context,
      async (open) => {
        const { keystore, history } = open;
        const network = context.options.network === undefined ? file.network : ownerOf(context, open).network;
        const done = importHistory(
          history.ledger,
          { network, validator: keystore.signer.address },
          file,
          Date.now(),
        );
        say(
          context,
          { network, ...done },
          `${done.taken} signatures are in the history now; nothing new is signed up to epoch ${done.watermark}.` +
            (done.ignored === 0
              ? ''
              : `\n${done.ignored} contradict what was signed here, and were ignored.`),
        );
        return done.ignored === 0 ? EXIT_OK : EXIT_NEGATIVE;
      },
      true,
    );
  },
};

/** `loam validator history`: moves what was signed between computers. */
export const historyVerb: Verb = verbGroup({
  name: 'history',
  summary: 'Move the signing history, which keeps this validator from signing twice.',
  subverbs: [exportVerb, importVerb],
});

function fileOf({ words }: VerbContext): string {
  const [file] = words;
  if (file === undefined) throw new LoamError('USAGE', 'Say which file.');
  return file;
}

function say({ json }: VerbContext, object: unknown, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(object) : text}\n`);
}
