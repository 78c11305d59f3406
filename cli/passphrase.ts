import { readFileSync, statSync } from 'node:fs';
import { hasKeystore, keystoreLock } from '../node/keys/keystore-secrets.ts';
import { MAX_IMPORT_CHARS } from '../node/keys/limits.ts';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { ask } from './output/ask.ts';
import type { VerbContext } from './verb.ts';

/** Option of every verb that opens the keys. */
export const PASSPHRASE_FILE = {
  'passphrase-file': {
    type: 'string',
    help: 'file whose first line is the passphrase (default: it is asked for)',
  },
} as const;

/**
 * What opens the keys of a data folder, when a passphrase does: `--passphrase-file`, else the environment's
 * `LOAM_PASSPHRASE`, else what the person enters. Undefined when something else opens them, or there are none yet.
 *
 * @throws LoamError `USAGE` when the file is too long, `CANCELLED` when nothing is entered
 */
export async function keysPassphrase(
  { options, signal }: Pick<VerbContext, 'options' | 'signal'>,
  dataDir: string,
): Promise<string | undefined> {
  if (!hasKeystore(dataDir) || keystoreLock(dataDir) !== 'passphrase') return undefined;
  const { LOAM_PASSPHRASE: fromEnvironment } = process.env;
  return options['passphrase-file'] === undefined && fromEnvironment !== undefined
    ? fromEnvironment
    : passphraseFrom(options, 'Passphrase of the keys: ', signal);
}

/**
 * A passphrase: the first line of the file that `passphrase-file` names, or what the person enters.
 *
 * @throws LoamError `USAGE` when the file is too long, `CANCELLED` when nothing is entered
 */
export async function passphraseFrom(
  options: VerbContext['options'],
  question: string,
  signal: AbortSignal,
): Promise<string> {
  const file = options['passphrase-file'];
  return file === undefined
    ? ask(question, { hidden: true, signal })
    : (readSmall(String(file)).split(/\r?\n/)[0] ?? '');
}

/** A file that holds a key or a passphrase. @throws LoamError `USAGE` when it is too long for that */
export function readSmall(file: string): string {
  if (statSync(file).size > MAX_IMPORT_CHARS)
    throw new LoamError('USAGE', `${file} is too long to be a key.`);
  return readFileSync(file, 'utf8');
}
