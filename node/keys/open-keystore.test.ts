import { createECDH, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { privateKeyFromProtobuf } from '@libp2p/crypto/keys';
import { bytesToHex, hexToBytes, recoverTypedDataAddress } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import { deriveSecrets, wordsOf } from './derive-secrets.ts';
import { type Keystore, openKeystore } from './open-keystore.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-keys-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => error as LoamError,
  );

/** Every form in which a secret might lie in a file. */
function forms(secret: Uint8Array): Buffer[] {
  const bytes = Buffer.from(secret);
  const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('base64url')];
  return [
    bytes,
    ...texts.map((text) => Buffer.from(text)),
    Buffer.from(bytes.toString('base64').slice(0, -4)),
  ];
}

const secretsOf = (keys: Keystore) => [
  keys.databaseKey(),
  keys.peerPrivateKey().subarray(4, 36),
  keys.gossipPrivateKey(),
];

test.each([undefined, 'correct horse'])('keys stay the same with passphrase %j', async (passphrase) => {
  const first = await openKeystore({ dir, passphrase });
  const second = await openKeystore({ dir, passphrase });
  expect(second.signer.address).toBe(first.signer.address);
  expect(secretsOf(second)).toEqual(secretsOf(first));
  expect(second.gossipPublicKey).toBe(first.gossipPublicKey);
});

test('no file of the folder holds a key in plain form', async () => {
  let drawn: Uint8Array[] = [];
  const random = (bytes: number) => {
    const value = randomBytes(bytes);
    if (bytes === 32) drawn.push(value);
    return value;
  };
  const keys = await openKeystore({ dir, random });
  // First the words' randomness; then machine key and salt, which are no keys of anything.
  drawn = drawn.slice(0, 1);
  const { words = '', account } = deriveSecrets(wordsOf(drawn[0] ?? new Uint8Array()));
  expect(privateKeyToAccount(account).address).toBe(keys.signer.address);
  drawn.push(hexToBytes(account), Buffer.from(words), Buffer.from(words.split(' ').slice(0, 4).join(' ')));
  const files = readdirSync(dir).map((name) => readFileSync(join(dir, name)));
  expect(files).toHaveLength(2);
  for (const secret of [...drawn, ...secretsOf(keys)]) {
    for (const form of forms(secret)) {
      for (const file of files) expect(file.includes(form)).toBe(false);
    }
  }
});

test('only the owner may read the files', async () => {
  await openKeystore({ dir });
  if (process.platform === 'win32') return expect(readdirSync(dir)).toHaveLength(2);
  for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
  chmodSync(join(dir, 'machine.key'), 0o644);
  expect((await refusal(openKeystore({ dir }))).code).toBe('KEYS_INVALID');
});

test('printing or serialising what is handed out shows no key', async () => {
  const keys = await openKeystore({ dir });
  const seen = `${inspect(keys, { depth: 20, showHidden: true })} ${JSON.stringify(keys)} ${inspect(keys.signer.account, { depth: 20, showHidden: true })}`;
  for (const secret of secretsOf(keys)) {
    for (const form of forms(secret).slice(1)) expect(seen.includes(form.toString())).toBe(false);
  }
});

test('a wrong, a missing and an unneeded passphrase', async () => {
  await openKeystore({ dir, passphrase: 'right' });
  expect((await refusal(openKeystore({ dir, passphrase: 'wrong' }))).code).toBe('KEYS_PASSPHRASE_WRONG');
  expect((await refusal(openKeystore({ dir }))).code).toBe('KEYS_PASSPHRASE_NEEDED');
  expect((await openKeystore({ dir, passphrase: 'right' })).signer.address).toMatch(/^0x/);
});

test('a damaged or tampered file is refused, never overwritten', async () => {
  await openKeystore({ dir });
  const file = join(dir, 'keys.json');
  const good = readFileSync(file, 'utf8');
  const json = JSON.parse(good);
  const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
  const bad = [
    '',
    good.slice(0, 100),
    JSON.stringify({ ...json, cipher: { ...json.cipher, data: flip(json.cipher.data) } }),
    JSON.stringify({ ...json, cipher: { ...json.cipher, tag: flip(json.cipher.tag) } }),
    JSON.stringify({ ...json, kdf: { ...json.kdf, N: 2 ** 24, r: 64 } }),
    JSON.stringify({ ...json, kdf: { ...json.kdf, N: json.kdf.N * 2 } }),
  ];
  for (const text of bad) {
    writeFileSync(file, text);
    expect((await refusal(openKeystore({ dir }))).code).toBe('KEYS_INVALID');
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
  writeFileSync(file, good);
  rmSync(join(dir, 'machine.key'));
  expect((await refusal(openKeystore({ dir }))).code).toBe('KEYS_MACHINE_KEY_MISSING');
});

test('the signer signs for its address and names itself', async () => {
  const { signer } = await openKeystore({ dir });
  expect(signer.did(31337)).toBe(`did:pkh:eip155:31337:${signer.address}`);
  const typed = {
    domain: { name: 'Loam', version: '1', chainId: 1 },
    types: { Note: [{ name: 'text', type: 'string' }] },
    primaryType: 'Note',
    message: { text: 'x' },
  } as const;
  const signature = await signer.signTypedData(typed);
  expect(await recoverTypedDataAddress({ ...typed, signature })).toBe(signer.address);
});

test('the peer key is one that the peer-to-peer library takes; the gossip key is its own', async () => {
  const keys = await openKeystore({ dir });
  const peer = privateKeyFromProtobuf(keys.peerPrivateKey());
  expect(peer.type).toBe('Ed25519');
  const message = new TextEncoder().encode('hello');
  expect(await peer.publicKey.verify(message, await peer.sign(message))).toBe(true);
  const curve = createECDH('secp256k1');
  curve.setPrivateKey(keys.gossipPrivateKey());
  expect(keys.gossipPublicKey).toBe(`0x${curve.getPublicKey('hex', 'compressed')}`);
  expect(keys.gossipPublicKey).toMatch(/^0x0[23][0-9a-f]{64}$/);
  expect(privateKeyToAccount(bytesToHex(keys.gossipPrivateKey())).address).not.toBe(keys.signer.address);
});
