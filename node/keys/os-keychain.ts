import { LoamError } from '../../protocol/errors/loam-error.ts';
import { KEYCHAIN_TIMEOUT_MS } from './limits.ts';

/** Name under which the system's keychain lists what Loam keeps there. */
const SERVICE = 'Loam';
/** Without a Secret Service Linux would keep them in the kernel's memory, and a restart would lose them. */
const OPTIONS = { linux: { store: 'secret-service' as import('@napi-rs/keyring').LinuxStore } };

/** The operating system's place for passwords: Keychain, Credential Manager, Secret Service. */
export interface OsKeychain {
  /** The secret kept under a name; null when there is none. @throws LoamError `KEYS_KEYCHAIN_LOCKED` */
  read(name: string): Promise<string | null>;
  /** @throws LoamError `KEYS_KEYCHAIN_LOCKED` */
  write(name: string, secret: string): Promise<void>;
  /** @throws LoamError `KEYS_KEYCHAIN_LOCKED` */
  remove(name: string): Promise<void>;
}

/**
 * The keychain of this system. It is asked only when it is used: a server without one has no trouble with it.
 *
 * @param timeoutMs milliseconds until a keychain that does not answer counts as locked
 */
export function osKeychain(timeoutMs: number = KEYCHAIN_TIMEOUT_MS): OsKeychain {
  const ask = async <T>(
    name: string,
    work: (entry: import('@napi-rs/keyring').AsyncEntry) => Promise<T>,
  ): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), timeoutMs);
    });
    try {
      const { AsyncEntry } = await import('@napi-rs/keyring');
      return await Promise.race([work(new AsyncEntry(SERVICE, name, OPTIONS)), late]);
    } catch (cause) {
      throw new LoamError('KEYS_KEYCHAIN_LOCKED', 'The system’s keychain is not there or does not open.', {
        hint: 'Unlock it, or use a passphrase: loam keys lock passphrase.',
        cause,
      });
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    read: (name) => ask(name, async (entry) => (await entry.getPassword()) ?? null),
    write: (name, secret) => ask(name, (entry) => entry.setPassword(secret)),
    remove: (name) =>
      ask(name, async (entry) => {
        await entry.deletePassword();
      }),
  };
}

/** Whether a keychain is there and keeps what it is given: writes a word, reads it back, removes it. */
export async function keychainWorks(keychain: OsKeychain, word: string): Promise<boolean> {
  const name = `probe-${word}`;
  try {
    await keychain.write(name, word);
    const found = await keychain.read(name);
    await keychain.remove(name);
    return found === word;
  } catch {
    return false;
  }
}
