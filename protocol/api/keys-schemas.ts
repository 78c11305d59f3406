import { z } from 'zod';
import { addressSchema } from '../encoding/hex.ts';

/** Characters of a passphrase or of the words. */
const secretSchema = z.string().min(1).max(1_024);
/** What opens the keys, where a passphrase does; null otherwise. */
const openerSchema = secretSchema.nullable();
/** Words that are asked for to see that they were written down. */
export const ASKED_WORDS = 3;

/** How well the account could be brought back. */
export const backupStatusSchema = z.object({
  address: addressSchema,
  /** Whether words bring the keys back; not for an account that was imported. */
  hasWords: z.boolean(),
  /** Milliseconds since 1970 when the words were shown to be written down; null when they never were. */
  checkedAt: z.number().nullable(),
  /** Whether it is time to remind of it. */
  isDue: z.boolean(),
});
export type BackupStatus = z.infer<typeof backupStatusSchema>;

export const openWordsSchema = z.strictObject({ passphrase: openerSchema });
export const checkWordsSchema = z.strictObject({
  passphrase: openerSchema,
  /** Places from 1 and the words at them. */
  answers: z
    .array(z.strictObject({ place: z.number().int().min(1).max(24), word: z.string().max(40) }))
    .length(ASKED_WORDS),
});
/** Keys from elsewhere: 24 words, a private key, or the text of a wallet file. */
export const importKeysSchema = z.strictObject({
  text: z.string().min(1).max(16_384),
  /** Opens a wallet file. */
  filePassphrase: z.string().max(1_024),
  passphrase: openerSchema,
  /** The signing history of these keys, the text of its file. */
  history: z
    .string()
    .max(16 * 1024 * 1024)
    .nullable(),
  /** That no other computer works with these keys any more. */
  onlyHere: z.literal(true),
});
export const importedKeysSchema = z.object({
  address: addressSchema,
  /** Name of the file that the keys from before are kept as. */
  kept: z.string().nullable(),
  /** What was taken of the signing history; null without one. */
  history: z
    .object({ taken: z.number().int(), ignored: z.number().int(), watermark: z.number().int() })
    .nullable(),
});
export type ImportedKeys = z.infer<typeof importedKeysSchema>;
