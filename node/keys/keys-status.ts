import type { Status } from '../../protocol/api/network-schemas.ts';
import type { KeystoreLock } from './keystore-secrets.ts';

const SENTENCES: Readonly<Record<KeystoreLock, string>> = {
  keychain: 'Chats and keys are encrypted, and the system’s keychain holds what opens them.',
  passphrase: 'Chats and keys are encrypted, and only your passphrase opens them.',
  machine:
    'Chats and keys are encrypted, but a file in the same folder opens them: whoever can read your files can read them. A passphrase protects better.',
};

/** What protects keys that are open, in words. */
export function keysStatus(lock: KeystoreLock): NonNullable<Status['keys']> {
  return { state: 'open', protectedBy: lock, sentence: SENTENCES[lock] };
}
