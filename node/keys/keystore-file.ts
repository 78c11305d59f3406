import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_KEYSTORE_BYTES, MAX_SCRYPT_BYTES } from './limits.ts';

const base64 = (bytes: number) =>
  z
    .string()
    .max(4_096)
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((value) => value.length === bytes);

const fileSchema = z.strictObject({
  format: z.literal('loam-keys/1'),
  /** What opens it. */
  lock: z.enum(['passphrase', 'machine', 'keychain']),
  /** Name in the system's keychain of what opens it. */
  entry: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z
      .number()
      .int()
      .min(2)
      .max(2 ** 24),
    r: z.number().int().min(1).max(64),
    p: z.number().int().min(1).max(16),
    salt: base64(32),
  }),
  cipher: z.strictObject({
    name: z.literal('aes-256-gcm'),
    iv: base64(12),
    tag: base64(16),
    data: z.string().max(MAX_KEYSTORE_BYTES),
  }),
});

/** A parsed keystore file, still locked. */
export type KeystoreFile = z.infer<typeof fileSchema>;

/** What sealing needs besides the secrets. `random` returns that many random bytes. */
export interface SealOptions {
  readonly lock: 'passphrase' | 'machine' | 'keychain';
  readonly entry?: string | undefined;
  readonly password: string | Uint8Array;
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
  readonly random: (bytes: number) => Uint8Array;
}

/** Encrypts `secrets` into the text of a keystore file (scrypt, AES-256-GCM; the header is authenticated too). */
export async function sealKeystore(secrets: string, options: SealOptions): Promise<string> {
  const salt = options.random(32);
  const iv = options.random(12);
  const header = { format: 'loam-keys/1', lock: options.lock, kdf: { name: 'scrypt', ...options.cost } };
  const key = await derive(options.password, salt, options.cost);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(JSON.stringify(header)));
  const data = Buffer.concat([cipher.update(secrets, 'utf8'), cipher.final()]);
  const file = {
    ...header,
    ...(options.entry === undefined ? {} : { entry: options.entry }),
    kdf: { ...header.kdf, salt: Buffer.from(salt).toString('base64') },
    cipher: {
      name: 'aes-256-gcm',
      iv: Buffer.from(iv).toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      data: data.toString('base64'),
    },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Parses a keystore file. @throws LoamError `KEYS_INVALID` */
export function parseKeystore(text: string): KeystoreFile {
  let json: unknown;
  try {
    json = JSON.parse(text.length > MAX_KEYSTORE_BYTES ? '' : text);
  } catch {
    json = undefined;
  }
  const parsed = fileSchema.safeParse(json);
  const cost = parsed.success ? 128 * parsed.data.kdf.N * parsed.data.kdf.r : 0;
  if (!parsed.success || cost > MAX_SCRYPT_BYTES) {
    throw new LoamError('KEYS_INVALID', 'The keystore file is damaged.', {
      hint: 'Restore keys.json from a copy of the data folder. Do not delete it: it holds your account.',
    });
  }
  return parsed.data;
}

/** Decrypts a keystore file. @throws LoamError `KEYS_PASSPHRASE_WRONG` when it does not open */
export async function unsealKeystore(file: KeystoreFile, password: string | Uint8Array): Promise<string> {
  const { N, r, p, salt } = file.kdf;
  const key = await derive(password, salt, { N, r, p });
  const header = { format: file.format, lock: file.lock, kdf: { name: 'scrypt', N, r, p } };
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, file.cipher.iv)
      .setAAD(Buffer.from(JSON.stringify(header)))
      .setAuthTag(file.cipher.tag);
    const data = Buffer.from(file.cipher.data, 'base64');
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
  } catch {
    if (file.lock === 'keychain') {
      throw new LoamError('KEYS_INVALID', 'What the system’s keychain holds does not open the keystore.', {
        hint: 'Restore keys.json from a copy of the data folder, or bring the keys back from your words: loam keys import.',
      });
    }
    throw file.lock === 'passphrase'
      ? new LoamError('KEYS_PASSPHRASE_WRONG', 'The passphrase does not open the keystore.', {
          hint: 'Try again; nothing was changed.',
        })
      : new LoamError('KEYS_INVALID', 'The machine key does not open the keystore.', {
          hint: 'Restore machine.key and keys.json together from a copy of the data folder.',
        });
  }
}

function derive(
  password: string | Uint8Array,
  salt: Uint8Array,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 128 * cost.N * cost.r + 32 * 1024 * 1024 };
    scrypt(
      typeof password === 'string' ? password.normalize('NFKC') : password,
      salt,
      32,
      options,
      (error, key) => (error === null ? resolve(key) : reject(error)),
    );
  });
}
