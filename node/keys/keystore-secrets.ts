import { existsSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { readSmallFile } from '../data-folder/read-small-file.ts';
import { type Secrets, secretsSchema } from './derive-secrets.ts';
import { type KeystoreFile, parseKeystore, sealKeystore, unsealKeystore } from './keystore-file.ts';
import { MACHINE_KEY_BYTES, MACHINE_SCRYPT, MAX_KEYSTORE_BYTES, PASSPHRASE_SCRYPT } from './limits.ts';
import { type OsKeychain, osKeychain } from './os-keychain.ts';

/** What opens a keystore: a file of this machine, a passphrase, or the system's keychain. */
export type KeystoreLock = KeystoreFile['lock'];

/** Where a keystore lies and what opens it. */
export interface KeystorePlace {
  /** Data folder. */
  readonly dir: string;
  readonly passphrase?: string | undefined;
  readonly random: (bytes: number) => Uint8Array;
  /** The system's, unless given. */
  readonly keychain?: OsKeychain | undefined;
}

const fileOf = (dir: string): string => join(dir, 'keys.json');
const machineFileOf = (dir: string): string => join(dir, 'machine.key');

/** Whether a data folder has keys. */
export function hasKeystore(dir: string): boolean {
  return existsSync(fileOf(dir));
}

/** What opens the keystore of a data folder. @throws LoamError `KEYS_INVALID`, `KEYS_MISSING` */
export function keystoreLock(dir: string): KeystoreLock {
  return readKeystore(dir).lock;
}

/**
 * Opens the keystore of a data folder.
 *
 * @throws LoamError `KEYS_MISSING`, `KEYS_PASSPHRASE_WRONG`, `KEYS_PASSPHRASE_NEEDED`, `KEYS_MACHINE_KEY_MISSING`,
 * `KEYS_KEYCHAIN_LOCKED`, `KEYS_INVALID`
 */
export async function loadSecrets(place: KeystorePlace): Promise<Secrets> {
  const file = readKeystore(place.dir);
  const text = await unsealKeystore(file, await passwordOf(place, file));
  const secrets = secretsSchema.safeParse(JSON.parse(text));
  if (!secrets.success) throw new LoamError('KEYS_INVALID', 'The keystore holds other things than keys.');
  return secrets.data;
}

/**
 * Writes the keystore. What opens it is in its place before the file is, and what opened the one before goes last, so
 * that a crash at any moment leaves a keystore that opens.
 *
 * @throws LoamError `KEYS_PASSPHRASE_NEEDED`, `KEYS_KEYCHAIN_LOCKED`
 */
export async function saveSecrets(place: KeystorePlace, secrets: Secrets, lock: KeystoreLock): Promise<void> {
  const { dir, random } = place;
  const before = hasKeystore(dir) ? readKeystore(dir) : undefined;
  const entry = lock === 'keychain' ? Buffer.from(random(16)).toString('hex') : undefined;
  const keychain = place.keychain ?? osKeychain();
  let password: string | Uint8Array;
  if (entry !== undefined) {
    password = Buffer.from(random(32)).toString('base64');
    await keychain.write(entry, password);
  } else if (lock === 'machine') password = machineKey(machineFileOf(dir), random);
  else if (place.passphrase !== undefined) password = place.passphrase;
  else throw new LoamError('KEYS_PASSPHRASE_NEEDED', 'A passphrase has to be chosen first.');
  const cost = lock === 'passphrase' ? PASSPHRASE_SCRYPT : MACHINE_SCRYPT;
  const sealed = await sealKeystore(JSON.stringify(secrets), { lock, entry, password, cost, random });
  atomicWrite(fileOf(dir), sealed);
  if (before?.entry !== undefined) await keychain.remove(before.entry).catch(() => undefined);
  if (before?.lock === 'machine' && lock !== 'machine') rmSync(machineFileOf(dir), { force: true });
}

function readKeystore(dir: string): KeystoreFile {
  if (!hasKeystore(dir)) {
    throw new LoamError('KEYS_MISSING', 'There are no keys in this folder yet.', {
      hint: 'The first start of Loam makes them; loam keys import brings some along.',
    });
  }
  return parseKeystore(readKeysFile(fileOf(dir), MAX_KEYSTORE_BYTES).toString('utf8'));
}

async function passwordOf(place: KeystorePlace, file: KeystoreFile): Promise<string | Uint8Array> {
  if (file.lock === 'machine') return readMachineKey(machineFileOf(place.dir));
  if (file.lock === 'passphrase') {
    if (place.passphrase !== undefined) return place.passphrase;
    throw new LoamError('KEYS_PASSPHRASE_NEEDED', 'The keystore opens with a passphrase only.', {
      hint: 'Start Loam with the passphrase.',
    });
  }
  const found = await (place.keychain ?? osKeychain()).read(file.entry ?? '');
  if (found !== null) return found;
  throw new LoamError('KEYS_KEYCHAIN_LOCKED', 'The system’s keychain has lost what opens the keystore.', {
    hint: 'Bring the keys back from your words: loam keys import.',
  });
}

function machineKey(file: string, random: (bytes: number) => Uint8Array): Uint8Array {
  if (!existsSync(file)) atomicWrite(file, random(MACHINE_KEY_BYTES), { mode: 0o600 });
  return readMachineKey(file);
}

function readMachineKey(file: string): Uint8Array {
  if (!existsSync(file)) {
    throw new LoamError(
      'KEYS_MACHINE_KEY_MISSING',
      'The file machine.key that opens the keystore is missing.',
      {
        hint: 'Restore it from a copy of the data folder, or bring the keys back from your words: loam keys import.',
      },
    );
  }
  const stat = statSync(file);
  if (process.platform !== 'win32' && stat.isFile() && (stat.mode & 0o077) !== 0) {
    throw new LoamError('KEYS_INVALID', 'Other users may read machine.key.', {
      hint: `Run chmod 600 on ${file}.`,
    });
  }
  const key = readKeysFile(file, MACHINE_KEY_BYTES);
  if (key.length !== MACHINE_KEY_BYTES) throw damaged(file);
  return key;
}

function readKeysFile(file: string, maxBytes: number): Buffer {
  try {
    return readSmallFile(file, maxBytes);
  } catch (cause) {
    throw damaged(file, cause);
  }
}

function damaged(file: string, cause?: unknown): LoamError {
  return new LoamError('KEYS_INVALID', `The file ${basename(file)} is damaged.`, {
    hint: 'Restore machine.key and keys.json together from a copy of the data folder, or move both aside and bring the keys back from your words: loam keys import.',
    cause,
  });
}
