import type { z } from 'zod';
import type { ImportedKeys, importKeysSchema } from '../../protocol/api/keys-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type HistoryFile, type Imported, parseHistory } from '../signing-history/history-file.ts';
import type { KeysContext } from './backup-state.ts';
import { deriveSecrets } from './derive-secrets.ts';
import { importAccount, isWalletFile } from './import-account.ts';
import { loadSecrets } from './keystore-secrets.ts';
import { replaceKeys } from './replace-keys.ts';
import { createSigner } from './signer.ts';

/**
 * Puts keys from elsewhere into the place of this computer's, and their signing history beside them. All of it is looked
 * at before anything is changed.
 *
 * @param takeHistory takes a history into the one that lies here
 * @throws LoamError `KEYS_…`, `SIGNING_HISTORY_…`, `SIGNING_HISTORY_OTHER` when the history is of other keys
 */
export async function bringKeys(
  { folder, keystore, random, now }: KeysContext,
  input: z.infer<typeof importKeysSchema>,
  takeHistory: (validator: Hex, file: HistoryFile) => Imported,
): Promise<ImportedKeys> {
  const place = { dir: folder.dir, random, passphrase: input.passphrase ?? undefined };
  // A passphrase that is wrong is told before the keys are touched.
  if (keystore.lock === 'passphrase') await loadSecrets(place);
  const text = input.text.trim();
  const isWords = !isWalletFile(text) && /\s/.test(text);
  const keys = isWords ? { words: text } : { account: await importAccount(text, input.filePassphrase) };
  const account = 'words' in keys ? deriveSecrets(keys.words).account : keys.account;
  const { address } = createSigner(account);
  const file = input.history === null ? null : parseHistory(input.history);
  if (file !== null && file.validator !== address.toLowerCase()) {
    throw new LoamError('SIGNING_HISTORY_OTHER', 'The signing history is of other keys.', {
      hint: 'Choose the history that was exported with these keys. Nothing was changed.',
    });
  }
  // The history first: keys without it could sign a second time, it without them signs nothing.
  const history = file === null ? null : takeHistory(address, file);
  const { kept } = await replaceKeys(place, keys, now());
  return {
    address,
    kept,
    history:
      history === null
        ? null
        : { taken: history.taken, ignored: history.ignored, watermark: history.watermark },
  };
}
