/** scrypt cost: 2^17 · 8 · 1 takes about half a second and 128 MiB. For passphrases. */
export const PASSPHRASE_SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
/** A machine key has 256 random bits already; the lowest cost does. */
export const MACHINE_SCRYPT = { N: 2 ** 12, r: 8, p: 1 } as const;
/** Highest cost that a keystore file may ask for, bytes of memory. */
export const MAX_SCRYPT_BYTES = 512 * 1024 * 1024;
/** Bytes of a keystore file. */
export const MAX_KEYSTORE_BYTES = 16 * 1024;
/** Bytes of machine.key. */
export const MACHINE_KEY_BYTES = 32;
/** Words of a backup: 256 bits and a checksum (BIP-39). */
export const WORD_COUNT = 24;
/** Characters of a text that is read as the words. */
export const MAX_WORDS_CHARS = 512;
/** Characters of a key that is imported, in whatever form. */
export const MAX_IMPORT_CHARS = 16 * 1024;
/** Milliseconds that the system's keychain may take to answer; where nobody unlocks it, it never does. */
export const KEYCHAIN_TIMEOUT_MS = 5_000;
/** Bytes of randomness behind the words of new keys. */
export const ENTROPY_BYTES = 32;
/** Rounds of PBKDF2 that a wallet file may ask for. */
export const MAX_PBKDF2_ROUNDS = 10_000_000;
/** Milliseconds until the next reminder that the words are not written down. */
export const REMIND_MS = 7 * 86_400_000;
