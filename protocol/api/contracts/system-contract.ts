import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { noticeSchema } from '../../desktop/notice.ts';
import { MAX_PASSPHRASE_CHARS, MIN_PASSPHRASE_CHARS } from '../../limits.ts';
import { statusSchema } from '../network-schemas.ts';
import { none } from './none.ts';

const passphraseSchema = z.string().min(1).max(MAX_PASSPHRASE_CHARS);

/** State of the node, and its end. */
export const systemContract = {
  /** State right now. */
  status: oc.output(statusSchema),
  /** State now and at every change, at most a few times a second. */
  watch: oc.output(eventIterator(statusSchema)),
  /** What people may want to be told of while they look elsewhere, from now on. */
  notices: oc.output(eventIterator(noticeSchema)),
  /**
   * Opens the keys when the status says that they are locked: with the passphrase, or by asking the keychain once more.
   * The connection closes when they are open; connect again.
   */
  unlock: oc.input(z.strictObject({ passphrase: passphraseSchema.optional() })).output(none),
  /** Protects the keys with a passphrase, from the next start on it is asked for. `current` where one does already. */
  setPassphrase: oc
    .input(
      z.strictObject({
        passphrase: passphraseSchema.min(MIN_PASSPHRASE_CHARS),
        current: passphraseSchema.optional(),
      }),
    )
    .output(none),
  /** Versions, findings and the end of the log for somebody who helps: no secrets, nothing that was chatted. */
  diagnostics: oc.output(
    z.object({
      findings: z.array(
        z.object({
          id: z.string(),
          state: z.enum(['ok', 'warn', 'fail']),
          sentence: z.string(),
          mend: z.string().nullable(),
        }),
      ),
      /** The file as it would be saved: JSON. */
      text: z.string(),
    }),
  ),
  /** Clean stop; the reply comes before the process ends. */
  shutdown: oc.output(none),
};
