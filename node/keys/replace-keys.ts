import { constants, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { deriveSecrets, type Secrets, wordsOf } from './derive-secrets.ts';
import {
  hasKeystore,
  type KeystoreLock,
  type KeystorePlace,
  keystoreLock,
  loadSecrets,
  saveSecrets,
} from './keystore-secrets.ts';
import { ENTROPY_BYTES } from './limits.ts';

/** What takes the place of a folder's keys. */
export type NewKeys = { readonly words: string } | { readonly account: Secrets['account'] };

/** What became of it. */
export interface Replaced {
  /** Name of the file that the keystore from before was kept as; null when there was none. */
  readonly kept: string | null;
  /** Whether the key of the database that lies here is still the one from before, because its words are others. */
  readonly keepsDatabaseKey: boolean;
}

/**
 * Puts other keys into a data folder. The keystore from before is kept beside it, sealed as it was. When it opens, the
 * database goes on with the key that it has; when it does not (a lost machine key), the words' own key is taken, which
 * opens a database that was made with the same words.
 *
 * @param at milliseconds since 1970, names the kept file
 * @throws LoamError as {@link loadSecrets} and {@link deriveSecrets}; `KEYS_IMPORT_NEEDS_WORDS` when only an account is
 * given and the keystore here does not open
 */
export async function replaceKeys(place: KeystorePlace, keys: NewKeys, at: number): Promise<Replaced> {
  const old = hasKeystore(place.dir) ? await openOrNull(place) : null;
  const lock: KeystoreLock = hasKeystore(place.dir)
    ? keystoreLock(place.dir)
    : place.passphrase === undefined
      ? 'machine'
      : 'passphrase';
  let next: Secrets;
  if ('words' in keys) next = deriveSecrets(keys.words);
  else if (old !== null || !hasKeystore(place.dir)) {
    const { words: _, ...rest } = old ?? deriveSecrets(wordsOf(place.random(ENTROPY_BYTES)));
    next = { ...rest, account: keys.account };
  } else {
    throw new LoamError(
      'KEYS_IMPORT_NEEDS_WORDS',
      'The keys that are here do not open, and one account alone cannot open the database.',
      {
        hint: 'Import the 24 words, or move the data folder away and start a new one.',
      },
    );
  }
  const keepsDatabaseKey = old !== null && old.database !== next.database;
  if (keepsDatabaseKey) next = { ...next, database: old.database };
  let kept: string | null = null;
  if (hasKeystore(place.dir)) {
    kept = `keys-before-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.json`;
    copyFileSync(join(place.dir, 'keys.json'), join(place.dir, kept), constants.COPYFILE_EXCL);
  }
  await saveSecrets(place, next, lock);
  return { kept, keepsDatabaseKey };
}

async function openOrNull(place: KeystorePlace): Promise<Secrets | null> {
  try {
    return await loadSecrets(place);
  } catch (error) {
    // A passphrase that is wrong or missing can still be given; what is lost cannot.
    if (error instanceof LoamError && error.code.startsWith('KEYS_PASSPHRASE')) throw error;
    return null;
  }
}
