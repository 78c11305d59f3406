import { PASSPHRASE_FILE } from '../passphrase.ts';
import type { VerbOption } from '../verb.ts';

/** Options of every verb that reads a network's chain. */
export const NETWORK_OPTIONS = {
  network: {
    type: 'string',
    help: "the network's file (default: the local network of the data folder, which must be running)",
  },
} as const satisfies Record<string, VerbOption>;

/** Options of every verb that looks at the chain with this account's eyes. */
export const ACCOUNT_OPTIONS = {
  ...NETWORK_OPTIONS,
  ...PASSPHRASE_FILE,
} as const satisfies Record<string, VerbOption>;

/** Options of every verb that sends something. */
export const SENDING_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  yes: { type: 'boolean', help: 'send without asking' },
} as const satisfies Record<string, VerbOption>;
