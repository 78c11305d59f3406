import { createDecipheriv, pbkdf2, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { keccak256, toBytes } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { z } from 'zod';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_IMPORT_CHARS, MAX_PBKDF2_ROUNDS, MAX_SCRYPT_BYTES } from './limits.ts';

const hex = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^(0x)?[0-9a-fA-F]{${2 * bytes}}$`))
    .transform((text) => Buffer.from(text.replace(/^0x/, ''), 'hex'));

const anyHex = z
  .string()
  .regex(/^(0x)?([0-9a-fA-F]{2}){1,256}$/)
  .transform((text) => Buffer.from(text.replace(/^0x/, ''), 'hex'));

/** Web3 Secret Storage, version 3: what geth and most wallets write. */
const walletFileSchema = z.object({
  version: z.literal(3),
  crypto: z.object({
    cipher: z.literal('aes-128-ctr'),
    ciphertext: hex(32),
    cipherparams: z.object({ iv: hex(16) }),
    mac: hex(32),
    kdf: z.enum(['scrypt', 'pbkdf2']),
    kdfparams: z.union([
      z.object({
        dklen: z.literal(32),
        n: z
          .number()
          .int()
          .min(2)
          .max(2 ** 24),
        r: z.number().int().min(1).max(64),
        p: z.number().int().min(1).max(16),
        salt: anyHex,
      }),
      z.object({
        dklen: z.literal(32),
        c: z.number().int().min(1).max(MAX_PBKDF2_ROUNDS),
        prf: z.literal('hmac-sha256'),
        salt: anyHex,
      }),
    ]),
  }),
});

/** Whether a text is a wallet file, which needs a passphrase. */
export function isWalletFile(text: string): boolean {
  return text.trimStart().startsWith('{');
}

/**
 * The private key of an account that comes from elsewhere: 64 hex digits, or a wallet file (Web3 Secret Storage v3).
 *
 * @param passphrase opens a wallet file
 * @throws LoamError `KEYS_IMPORT_INVALID`, `KEYS_PASSPHRASE_WRONG`
 */
export async function importAccount(text: string, passphrase = ''): Promise<Hex> {
  if (text.length > MAX_IMPORT_CHARS) throw invalid('It is too long for a key.');
  const key = isWalletFile(text) ? await openWalletFile(text, passphrase) : plainKey(text.trim());
  try {
    privateKeyToAccount(key);
    return key;
  } catch {
    throw invalid('No account has this key.');
  }
}

function plainKey(text: string): Hex {
  const digits = text.replace(/^0x/i, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(digits)) throw invalid('A private key has 64 hexadecimal digits.');
  return `0x${digits}`;
}

async function openWalletFile(text: string, passphrase: string): Promise<Hex> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('The wallet file is no JSON.');
  }
  const parsed = walletFileSchema.safeParse(json);
  if (!parsed.success) throw invalid('This is no wallet file of version 3 with one key.');
  const { crypto } = parsed.data;
  const derived = await derive(crypto.kdfparams, passphrase);
  const mac = toBytes(keccak256(Buffer.concat([derived.subarray(16, 32), crypto.ciphertext])));
  if (!timingSafeEqual(mac, crypto.mac)) {
    throw new LoamError('KEYS_PASSPHRASE_WRONG', 'The passphrase does not open the wallet file.', {
      hint: 'Try again; nothing was changed.',
    });
  }
  const decipher = createDecipheriv('aes-128-ctr', derived.subarray(0, 16), crypto.cipherparams.iv);
  const key = Buffer.concat([decipher.update(crypto.ciphertext), decipher.final()]);
  derived.fill(0);
  return `0x${key.toString('hex')}`;
}

type KdfParams = z.output<typeof walletFileSchema>['crypto']['kdfparams'];

async function derive(params: KdfParams, passphrase: string): Promise<Buffer> {
  if ('c' in params) return promisify(pbkdf2)(passphrase, params.salt, params.c, params.dklen, 'sha256');
  const { n, r, p, salt, dklen } = params;
  const memory = 128 * n * r;
  if (memory > MAX_SCRYPT_BYTES) throw invalid('The wallet file asks for too much memory.');
  try {
    const options = { N: n, r, p, maxmem: memory + 32 * 2 ** 20 };
    return await new Promise<Buffer>((resolve, reject) => {
      scrypt(passphrase, salt, dklen, options, (error, key) =>
        error === null ? resolve(key) : reject(error),
      );
    });
  } catch {
    throw invalid('The wallet file asks for a work factor that there is not.');
  }
}

function invalid(message: string): LoamError {
  return new LoamError('KEYS_IMPORT_INVALID', message, {
    hint: 'Give the 24 words, a private key of 64 hexadecimal digits, or a wallet file of another program.',
  });
}
