import { createPrivateKey, type KeyObject } from 'node:crypto';
import { entropyToMnemonic, mnemonicToSeedSync, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english';
import { bytesToHex } from 'viem';
import { HDKey } from 'viem/accounts';
import { z } from 'zod';
import { bytes32Schema } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_WORDS_CHARS, WORD_COUNT } from './limits.ts';
import { peerKeyOf } from './peer-key.ts';

/** What a keystore file holds, decrypted. */
export const secretsSchema = z.strictObject({
  account: bytes32Schema,
  gossip: bytes32Schema,
  database: bytes32Schema,
  peer: z.string().regex(/^0x[0-9a-f]{136}$/),
  /** The words that all four follow from; not there in keystores from before and where only an account was imported. */
  words: z.string().max(MAX_WORDS_CHARS).optional(),
});

/** The keys of a node. */
export type Secrets = z.infer<typeof secretsSchema>;

/**
 * Where each key lies below the words' seed (BIP-32). The account is where every wallet looks for it (BIP-44, first
 * Ethereum account); the others are Loam's own, at a hardened purpose that spells LOAM.
 */
const PATHS = {
  account: "m/44'/60'/0'/0/0",
  gossip: "m/1280262477'/1'",
  database: "m/1280262477'/2'",
  peer: "m/1280262477'/3'",
} as const;

/**
 * 24 words (BIP-39, English) for 32 bytes of randomness.
 *
 * @param entropy 32 bytes
 */
export function wordsOf(entropy: Uint8Array): string {
  return entropyToMnemonic(entropy, wordlist);
}

/**
 * The words as they are written down: lower case, one space between them.
 *
 * @throws LoamError `KEYS_WORDS_INVALID` when there are not 24 of them, one is unknown or the checksum is wrong
 */
export function normalWords(text: string): string {
  const words = text.slice(0, MAX_WORDS_CHARS).normalize('NFKD').trim().toLowerCase().split(/\s+/);
  if (words.length !== WORD_COUNT) {
    throw new LoamError('KEYS_WORDS_INVALID', `These are ${words.length} words, not ${WORD_COUNT}.`, {
      hint: 'Enter all words in their order, with spaces between them.',
    });
  }
  const unknown = words.findIndex((word) => !wordlist.includes(word));
  if (unknown !== -1) {
    throw new LoamError('KEYS_WORDS_INVALID', `Word ${unknown + 1} is not one of the list.`, {
      hint: 'Compare it with what you wrote down; each word differs from all others in its first four letters.',
    });
  }
  if (!validateMnemonic(words.join(' '), wordlist)) {
    throw new LoamError('KEYS_WORDS_INVALID', 'The words do not fit together.', {
      hint: 'One of them is another word of the list, or two are swapped.',
    });
  }
  return words.join(' ');
}

/** All keys that follow from the words. The same words give the same keys for ever. @throws LoamError `KEYS_WORDS_INVALID` */
export function deriveSecrets(text: string): Secrets {
  const words = normalWords(text);
  const seed = mnemonicToSeedSync(words);
  const root = HDKey.fromMasterSeed(seed);
  const at = (path: string): Uint8Array => {
    const { privateKey } = root.derive(path);
    if (privateKey === null) throw new LoamError('KEYS_WORDS_INVALID', 'The words give no key.');
    return privateKey;
  };
  const secrets: Secrets = {
    account: bytesToHex(at(PATHS.account)),
    gossip: bytesToHex(at(PATHS.gossip)),
    database: bytesToHex(at(PATHS.database)),
    peer: bytesToHex(peerKeyOf(ed25519Of(at(PATHS.peer)))),
    words,
  };
  seed.fill(0);
  return secrets;
}

/** PKCS #8 header of an Ed25519 seed. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519Of(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}
