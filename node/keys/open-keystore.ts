import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex, hexToBytes } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { Hex } from '../../protocol/encoding/hex.ts';
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
import { keychainWorks, type OsKeychain, osKeychain } from './os-keychain.ts';
import { createSigner, type Signer } from './signer.ts';

/** The keys of one node. Whoever holds this object may ask for what they need; nothing of it is ever printed. */
export interface Keystore {
  /** Signs for the owner's account. */
  readonly signer: Signer;
  /** Key of the encrypted database, 32 bytes. */
  databaseKey(): Uint8Array;
  /** The peer identity as libp2p's protobuf (for `privateKeyFromProtobuf`). */
  peerPrivateKey(): Uint8Array;
  /** secp256k1 key that signs the gossip logs, 32 bytes; another key than the account's. */
  gossipPrivateKey(): Uint8Array;
  /** Its public half as NodeRegistry keeps it: 33 bytes, compressed. */
  readonly gossipPublicKey: Hex;
  /** What opens the keys at the next start; changes when the owner chooses a passphrase. */
  lock: KeystoreLock;
}

/** Settings of {@link openKeystore}. */
export interface OpenKeystoreOptions {
  /** Data folder. */
  readonly dir: string;
  /** Without it a key file of this machine (`machine.key`, mode 0600) opens the keystore. */
  readonly passphrase?: string | undefined;
  /**
   * What protects keys that no passphrase does: a file of this machine (for servers; the rule), or the system's keychain
   * and nothing less. Keys that such a file opens move to the keychain where there is one.
   */
  readonly protection?: 'machine' | 'keychain' | undefined;
  /** The system's, unless given. */
  readonly keychain?: OsKeychain | undefined;
  readonly random?: (bytes: number) => Uint8Array;
}

/**
 * Opens `keys.json` of a data folder, and makes it with new keys the first time: all of them follow from 24 words that
 * the owner can write down (`loam keys words`).
 *
 * @throws LoamError `KEYS_PASSPHRASE_WRONG`, `KEYS_PASSPHRASE_NEEDED`, `KEYS_MACHINE_KEY_MISSING`,
 * `KEYS_KEYCHAIN_LOCKED`, `KEYS_INVALID`, `KEYS_MISSING` when only the database is there, `KEYS_UNPROTECTED` when new
 * keys are to lie in a keychain and there is none
 */
export async function openKeystore(options: OpenKeystoreOptions): Promise<Keystore> {
  const place: KeystorePlace = { ...options, random: options.random ?? ((bytes) => randomBytes(bytes)) };
  const keychain = options.keychain ?? osKeychain();
  const hasKeychain = () => keychainWorks(keychain, Buffer.from(place.random(8)).toString('hex'));
  if (hasKeystore(options.dir)) {
    const secrets = await loadSecrets(place);
    const lock = keystoreLock(options.dir);
    if (options.protection !== 'keychain' || lock !== 'machine' || !(await hasKeychain()))
      return keystoreOf(secrets, lock);
    await saveSecrets(place, secrets, 'keychain');
    return keystoreOf(secrets, 'keychain');
  }
  if (existsSync(join(options.dir, 'loam.db'))) {
    // New keys would not open it, and what was written down as the account would be another one.
    throw new LoamError(
      'KEYS_MISSING',
      'The file keys.json is gone, but the database that its keys open is here.',
      {
        hint: 'Restore keys.json from a copy of the data folder, or bring the keys back from your words: loam keys import. To begin anew, move loam.db aside.',
      },
    );
  }
  const lock = options.passphrase === undefined ? (options.protection ?? 'machine') : 'passphrase';
  if (lock === 'keychain' && !(await hasKeychain())) {
    throw new LoamError(
      'KEYS_UNPROTECTED',
      'This desktop has no keychain that is open, and keys are not kept in plain text.',
      { hint: 'Choose a passphrase, or unlock the keychain and try again.' },
    );
  }
  const secrets = deriveSecrets(wordsOf(place.random(ENTROPY_BYTES)));
  await saveSecrets(place, secrets, lock);
  return keystoreOf(secrets, lock);
}

function keystoreOf(secrets: Secrets, lock: KeystoreLock): Keystore {
  return {
    lock,
    signer: createSigner(secrets.account),
    databaseKey: () => hexToBytes(secrets.database),
    peerPrivateKey: () => hexToBytes(secrets.peer as Hex),
    gossipPrivateKey: () => hexToBytes(secrets.gossip),
    gossipPublicKey: compressed(privateKeyToAccount(secrets.gossip).publicKey),
  };
}

function compressed(uncompressed: Hex): Hex {
  const bytes = hexToBytes(uncompressed);
  const odd = ((bytes[64] ?? 0) & 1) === 1;
  return bytesToHex(Uint8Array.of(odd ? 3 : 2, ...bytes.subarray(1, 33)));
}
