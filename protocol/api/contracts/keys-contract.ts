import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  backupStatusSchema,
  checkWordsSchema,
  importedKeysSchema,
  importKeysSchema,
  openWordsSchema,
} from '../keys-schemas.ts';
import { none } from './none.ts';

/** The keys of this computer’s account: bringing them back, and bringing some along. */
export const keysContract = {
  backup: oc.output(backupStatusSchema),
  /** The words themselves, for eyes only. */
  words: oc.input(openWordsSchema).output(z.object({ words: z.array(z.string()) })),
  /** Whether some of the words were written down rightly; when all are, that is remembered. */
  check: oc.input(checkWordsSchema).output(z.object({ wrong: z.array(z.number().int()) })),
  /** Reminds of it in a week. */
  later: oc.output(none),
  /** Puts other keys into the place of these, which are kept beside them. They work from the next start on. */
  import: oc.input(importKeysSchema).output(importedKeysSchema),
};
