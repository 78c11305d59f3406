import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesToHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { deriveSecrets, wordsOf } from './derive-secrets.ts';
import { keystoreLock, loadSecrets, saveSecrets } from './keystore-secrets.ts';
import { openKeystore } from './open-keystore.ts';
import type { OsKeychain } from './os-keychain.ts';
import { replaceKeys } from './replace-keys.ts';

const AT = Date.UTC(2026, 0, 1);
const random = (bytes: number) => randomBytes(bytes);
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-keys-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A keychain in memory, with the same rules as the system's: this machine may have none. */
function memoryKeychain(): OsKeychain & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    read: async (name) => entries.get(name) ?? null,
    write: async (name, secret) => void entries.set(name, secret),
    remove: async (name) => void entries.delete(name),
  };
}

test('the words of a new keystore bring all of it back on another machine', async () => {
  const first = await openKeystore({ dir });
  const { words } = await loadSecrets({ dir, random });
  const other = mkdtempSync(join(tmpdir(), 'loam-keys-'));
  try {
    expect(await replaceKeys({ dir: other, random }, { words: words ?? '' }, AT)).toEqual({
      kept: null,
      keepsDatabaseKey: false,
    });
    const second = await openKeystore({ dir: other });
    expect(second.signer.address).toBe(first.signer.address);
    expect(second.databaseKey()).toEqual(first.databaseKey());
    expect(second.gossipPrivateKey()).toEqual(first.gossipPrivateKey());
    expect(second.peerPrivateKey()).toEqual(first.peerPrivateKey());
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('other words keep the database’s key, and the keystore from before', async () => {
  const before = await openKeystore({ dir });
  const words = wordsOf(new Uint8Array(32).fill(7));
  const { kept, keepsDatabaseKey } = await replaceKeys({ dir, random }, { words }, AT);
  expect(keepsDatabaseKey).toBe(true);
  const now = await openKeystore({ dir });
  expect(now.signer.address).toBe(privateKeyToAccount(deriveSecrets(words).account).address);
  expect(now.databaseKey()).toEqual(before.databaseKey());
  expect(readdirSync(dir)).toContain(kept);
});

test('an account alone takes the place of the account alone', async () => {
  const before = await openKeystore({ dir });
  const account = generatePrivateKey();
  await replaceKeys({ dir, random }, { account }, AT);
  const now = await openKeystore({ dir });
  expect(now.signer.address).toBe(privateKeyToAccount(account).address);
  expect(now.gossipPublicKey).toBe(before.gossipPublicKey);
  expect((await loadSecrets({ dir, random })).words).toBeUndefined();
});

test('when what opens the keys is lost, the words bring the database’s key back; an account alone cannot', async () => {
  const before = await openKeystore({ dir });
  const { words } = await loadSecrets({ dir, random });
  rmSync(join(dir, 'machine.key'));
  const refusal = await replaceKeys({ dir, random }, { account: generatePrivateKey() }, AT).catch(
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({ code: 'KEYS_IMPORT_NEEDS_WORDS' });
  expect((await replaceKeys({ dir, random }, { words: words ?? '' }, AT)).keepsDatabaseKey).toBe(false);
  expect((await openKeystore({ dir })).databaseKey()).toEqual(before.databaseKey());
});

test('a wrong passphrase changes nothing', async () => {
  await openKeystore({ dir, passphrase: 'right' });
  const text = readFileSync(join(dir, 'keys.json'), 'utf8');
  const words = wordsOf(new Uint8Array(32));
  const refusal = await replaceKeys({ dir, passphrase: 'wrong', random }, { words }, AT).catch(
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(LoamError);
  expect(readdirSync(dir)).toEqual(['keys.json']);
  expect(readFileSync(join(dir, 'keys.json'), 'utf8')).toBe(text);
});

test('what opens the keys can be changed back and forth; nothing of the old is left', async () => {
  const keychain = memoryKeychain();
  const { signer } = await openKeystore({ dir, keychain });
  const place = { dir, random, keychain };
  await saveSecrets(place, await loadSecrets(place), 'keychain');
  expect(keystoreLock(dir)).toBe('keychain');
  expect(existsSync(join(dir, 'machine.key'))).toBe(false);
  expect(keychain.entries.size).toBe(1);
  expect((await openKeystore({ dir, keychain })).signer.address).toBe(signer.address);

  await saveSecrets(place, await loadSecrets(place), 'keychain');
  expect(keychain.entries.size).toBe(1);
  await saveSecrets({ ...place, passphrase: 'pass' }, await loadSecrets(place), 'passphrase');
  expect(keychain.entries.size).toBe(0);
  expect((await openKeystore({ dir, keychain, passphrase: 'pass' })).signer.address).toBe(signer.address);
  await saveSecrets(place, await loadSecrets({ ...place, passphrase: 'pass' }), 'machine');
  expect((await openKeystore({ dir })).signer.address).toBe(signer.address);
});

test('a keychain that does not open leaves the keys as they were', async () => {
  const { signer } = await openKeystore({ dir });
  const locked: OsKeychain = {
    read: () => Promise.reject(new LoamError('KEYS_KEYCHAIN_LOCKED', 'locked')),
    write: () => Promise.reject(new LoamError('KEYS_KEYCHAIN_LOCKED', 'locked')),
    remove: () => Promise.reject(new LoamError('KEYS_KEYCHAIN_LOCKED', 'locked')),
  };
  const place = { dir, random, keychain: locked };
  await expect(saveSecrets(place, await loadSecrets(place), 'keychain')).rejects.toMatchObject({
    code: 'KEYS_KEYCHAIN_LOCKED',
  });
  expect((await openKeystore({ dir })).signer.address).toBe(signer.address);
});

test('a keystore from before the words still opens', async () => {
  const { words: _, ...secrets } = deriveSecrets(wordsOf(random(32)));
  await saveSecrets({ dir, random }, { ...secrets, gossip: bytesToHex(random(32)) }, 'machine');
  expect((await openKeystore({ dir })).signer.address).toBe(privateKeyToAccount(secrets.account).address);
});
