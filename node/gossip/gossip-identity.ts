import { join } from 'node:path';
import { generateKeyPair, privateKeyFromRaw } from '@libp2p/crypto/keys';
import {
  ComposedStorage,
  Identities,
  type Identity,
  KeyStore,
  LevelStorage,
  LRUStorage,
  MemoryStorage,
} from '@orbitdb/core';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { loadOrCreateKeyFile } from '../peers/key-file.ts';
import { createSignatureChecker, type SignatureChecker } from './entry-signature.ts';
import { createIdentityRecords, type IdentityRecords } from './identity-records.ts';

/** Bytes of a raw secp256k1 private key. */
const PRIVATE_KEY_BYTES = 32;

/** The identity that signs this node's entries, and the identities of others that were checked. */
export interface GossipIdentity {
  readonly identity: Identity;
  readonly identities: Identities;
  /** Identity records by their hash; local, so that looking one up never waits for the network. */
  readonly records: IdentityRecords;
  readonly signatures: SignatureChecker;
  close(): Promise<void>;
}

/**
 * Opens the signing identity of a node. One secp256k1 key is both the identity's name and its signing key, so the
 * 33-byte compressed public key is all that has to be registered on chain.
 *
 * @param folder where the key file and the identity records lie.
 * @param privateKey 32 raw bytes from the caller's keystore; without it a key is kept in `identity.key`.
 * @throws LoamError `KEY_FILE_INVALID`.
 */
export async function openGossipIdentity(folder: string, privateKey?: Uint8Array): Promise<GossipIdentity> {
  const raw =
    privateKey ??
    (await loadOrCreateKeyFile(
      join(folder, 'identity.key'),
      async () => (await generateKeyPair('secp256k1')).raw,
    ));
  const publicKey = publicKeyOf(raw);
  const keystore = await KeyStore({ storage: await MemoryStorage() });
  await keystore.addKey('node', { privateKey: raw });
  await keystore.addKey(publicKey, { privateKey: raw });
  const storage = await ComposedStorage(
    await LRUStorage({ size: 1_000 }),
    await LevelStorage({ path: join(folder, 'identities') }),
  );
  const identities = await Identities({ keystore, storage });
  const signatures = createSignatureChecker();
  // OrbitDB asks the identity that a log was opened with to verify each entry that joins; what the gate verified is known.
  const identity = { ...(await identities.createIdentity({ id: 'node' })), verify: signatures.verify };
  const records = createIdentityRecords(identities, storage);
  return { identity, identities, records, signatures, close: () => storage.close() };
}

function publicKeyOf(raw: Uint8Array): string {
  if (raw.length === PRIVATE_KEY_BYTES) {
    const key = privateKeyFromRaw(raw);
    if (key.type === 'secp256k1') return Buffer.from(key.publicKey.raw).toString('hex');
  }
  throw new LoamError('KEY_FILE_INVALID', 'the gossip key of this node is not a secp256k1 key', {
    hint: 'Restore the file from a backup, or remove it to get a new key and register it again.',
  });
}
