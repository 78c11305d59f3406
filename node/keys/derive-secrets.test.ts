import { bytesToHex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { expect, test } from 'vitest';
import { deriveSecrets, normalWords, wordsOf } from './derive-secrets.ts';

const ZERO = wordsOf(new Uint8Array(32));

test('words are those of BIP-39, the account the one that wallets find', () => {
  expect(ZERO).toBe(`${'abandon '.repeat(23)}art`);
  const { account } = deriveSecrets(ZERO);
  const wallet = mnemonicToAccount(ZERO);
  expect(account).toBe(bytesToHex(wallet.getHdKey().privateKey ?? new Uint8Array()));
  expect(wallet.address).toBe('0xF278cF59F82eDcf871d630F28EcC8056f25C1cdb');
});

test('all keys follow from the words, and each is another', () => {
  const first = deriveSecrets(ZERO);
  expect(deriveSecrets(`  ${ZERO.toUpperCase().replaceAll(' ', '\n ')} `)).toEqual(first);
  // Whoever changes a path takes the keys away from everybody who has a backup.
  expect(first).toEqual({
    account: '0x1053fae1b3ac64f178bcc21026fd06a3f4544ec2f35338b001f02d1d8efa3d5f',
    gossip: first.gossip,
    database: first.database,
    peer: first.peer,
    words: ZERO,
  });
  const other = deriveSecrets(wordsOf(new Uint8Array(32).fill(1)));
  const keys = [first, other].flatMap(({ account, gossip, database, peer }) => [
    account,
    gossip,
    database,
    peer,
  ]);
  expect(new Set(keys).size).toBe(8);
});

test.each([
  ['', /1 words/],
  [ZERO.slice(8), /23 words/],
  [ZERO.replace('art', 'loam'), /Word 24/],
  [ZERO.replace('art', 'able'), /do not fit/],
  ['x '.repeat(100_000), /not 24/],
])('words that are none are refused with the reason: %#', (text, reason) => {
  expect(() => normalWords(text)).toThrow(reason);
});
