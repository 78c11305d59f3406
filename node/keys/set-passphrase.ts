import type { NodeContext } from '../node-context.ts';
import { type KeystorePlace, loadSecrets, saveSecrets } from './keystore-secrets.ts';

/**
 * Protects the keys with a passphrase, which is asked for from the next start on. They stay the same.
 *
 * @param current the passphrase that protects them now, where one does
 * @throws LoamError `KEYS_PASSPHRASE_WRONG`, `KEYS_PASSPHRASE_NEEDED`, `KEYS_KEYCHAIN_LOCKED`
 */
export async function setPassphrase(
  { folder, keystore, random, hub }: Pick<NodeContext, 'folder' | 'keystore' | 'random' | 'hub'>,
  passphrase: string,
  current: string | undefined,
): Promise<void> {
  const place: KeystorePlace = { dir: folder.dir, random };
  const secrets = await loadSecrets({ ...place, passphrase: current });
  await saveSecrets({ ...place, passphrase }, secrets, 'passphrase');
  keystore.lock = 'passphrase';
  hub.notify();
}
