import { createHash } from 'node:crypto';
import type { Identities, Storage } from '@orbitdb/core';
import { base58btc } from 'multiformats/bases/base58';
import { CID } from 'multiformats/cid';
import * as Digest from 'multiformats/hashes/digest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_REMEMBERED_KEYS } from './limits.ts';

/** Multicodec of dag-cbor and of SHA-256. */
const DAG_CBOR = 0x71;
const SHA_256 = 0x12;

/** The hash under which OrbitDB names dag-cbor bytes. */
export function hashOf(bytes: Uint8Array): string {
  const digest = createHash('sha256').update(bytes).digest();
  return CID.createV1(DAG_CBOR, Digest.create(SHA_256, digest)).toString(base58btc);
}

/** The identity records of signers; every record is checked once and then remembered. */
export interface IdentityRecords {
  /**
   * Checks the record that came with an entry and stores it.
   *
   * @throws LoamError `GOSSIP_FORGED` when it is not the named one, not of `key`, or not signed by it.
   */
  accept(hash: string, bytes: Uint8Array, key: string): Promise<void>;
  /** The key of a genuine record that is stored here. */
  keyOf(hash: string): Promise<string | undefined>;
  /** The bytes of a stored record. */
  bytes(hash: string): Promise<Uint8Array | undefined>;
}

/** Makes the records over a local storage; looking one up never waits for the network. */
export function createIdentityRecords(identities: Identities, storage: Storage): IdentityRecords {
  const keys = new Map<string, string>();

  const readKey = async (hash: string): Promise<string | undefined> => {
    const identity = await identities.getIdentity(hash).catch(() => undefined);
    if (identity === undefined || identity.hash !== hash || identity.type !== 'publickey') return undefined;
    return (await identities.verifyIdentity(identity)) ? identity.publicKey : undefined;
  };

  const keyOf = async (hash: string): Promise<string | undefined> => {
    const known = keys.get(hash);
    if (known !== undefined) return known;
    const key = await readKey(hash);
    if (key === undefined) return undefined;
    if (keys.size >= MAX_REMEMBERED_KEYS) keys.clear();
    keys.set(hash, key);
    return key;
  };

  return {
    async accept(hash, bytes, key) {
      if (hashOf(bytes) !== hash) throw forged('an entry came with another identity record than it names');
      const known = keys.get(hash);
      if (known === undefined && (await storage.get(hash)) === undefined) {
        await storage.put(hash, bytes);
        if ((await keyOf(hash)) === undefined) {
          await storage.del(hash);
          throw forged('an identity record is not signed by its key, or not of the kind that is used here');
        }
      }
      if ((await keyOf(hash)) !== key)
        throw forged('an entry is signed by another key than its identity has');
    },
    keyOf,
    bytes: (hash) => storage.get(hash),
  };
}

function forged(message: string): LoamError {
  return new LoamError('GOSSIP_FORGED', message);
}
