import { createCipheriv, scryptSync } from 'node:crypto';
import * as fc from 'fast-check';
import { keccak256 } from 'viem';
import { expect, test } from 'vitest';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { importAccount } from './import-account.ts';

// Test vector of the Web3 Secret Storage definition.
const SECRET = '0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d';
const PBKDF2 = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
    ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
    kdf: 'pbkdf2',
    kdfparams: {
      c: 262144,
      dklen: 32,
      prf: 'hmac-sha256',
      salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
    },
    mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
};
/** The same key as wallets write it today. */
const SCRYPT = (() => {
  const salt = Buffer.alloc(32, 5);
  const iv = Buffer.alloc(16, 6);
  const key = scryptSync('testpassword', salt, 32, { N: 4096, r: 8, p: 1 });
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), iv);
  const ciphertext = Buffer.concat([cipher.update(Buffer.from(SECRET.slice(2), 'hex')), cipher.final()]);
  return {
    crypto: {
      cipher: 'aes-128-ctr',
      cipherparams: { iv: iv.toString('hex') },
      ciphertext: ciphertext.toString('hex'),
      kdf: 'scrypt',
      kdfparams: { dklen: 32, n: 4096, p: 1, r: 8, salt: salt.toString('hex') },
      mac: keccak256(Buffer.concat([key.subarray(16), ciphertext])),
    },
    version: 3,
  };
})();

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof LoamError ? error.code : String(error)),
  );

test.each([PBKDF2, SCRYPT])('a wallet file opens with its passphrase and no other: %#', async (file) => {
  expect(await importAccount(JSON.stringify(file), 'testpassword')).toBe(SECRET);
  expect(await codeOf(importAccount(JSON.stringify(file), 'testpasswort'))).toBe('KEYS_PASSPHRASE_WRONG');
});

test('a private key, with and without its prefix', async () => {
  expect(await importAccount(`${SECRET}\n`)).toBe(SECRET);
  expect(await importAccount(SECRET.slice(2).toUpperCase())).toBe(SECRET);
});

test.each([
  ['zero', '0'.repeat(64)],
  ['above the order of the curve', 'f'.repeat(64)],
  ['short', SECRET.slice(0, -2)],
  ['endless', 'a'.repeat(1_000_000)],
  [
    'a file that asks for all memory',
    JSON.stringify({
      ...SCRYPT,
      crypto: { ...SCRYPT.crypto, kdfparams: { ...SCRYPT.crypto.kdfparams, n: 2 ** 24, r: 64 } },
    }),
  ],
  [
    'an impossible work factor',
    JSON.stringify({
      ...SCRYPT,
      crypto: { ...SCRYPT.crypto, kdfparams: { ...SCRYPT.crypto.kdfparams, n: 3 } },
    }),
  ],
  ['an old version', JSON.stringify({ ...SCRYPT, version: 1 })],
  ['no JSON', '{"version":3'],
])('%s is refused', async (_, text) => {
  expect(await codeOf(importAccount(text, 'x'))).toBe('KEYS_IMPORT_INVALID');
});

test('whatever is given, a refusal is typed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
      expect(['KEYS_IMPORT_INVALID', 'none']).toContain(await codeOf(importAccount(text, '')));
    }),
    { numRuns: 300 },
  );
});
