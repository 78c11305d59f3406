/** scrypt cost: 2^17 · 8 · 1 takes about half a second and 128 MiB. For passphrases. */
export const PASSPHRASE_SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
/** A machine key has 256 random bits already; the lowest cost does. */
export const MACHINE_SCRYPT = { N: 2 ** 12, r: 8, p: 1 } as const;
/** Highest cost that a keystore file may ask for, bytes of memory. */
export const MAX_SCRYPT_BYTES = 512 * 1024 * 1024;
/** Bytes of a keystore file. */
export const MAX_KEYSTORE_BYTES = 16 * 1024;
