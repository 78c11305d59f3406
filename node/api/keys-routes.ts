import { readBackup, remindLater } from '../keys/backup-state.ts';
import { bringKeys } from '../keys/bring-keys.ts';
import { checkWords, ownWords } from '../keys/own-words.ts';
import { importHistory } from '../signing-history/history-file.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';

/** The procedures under `keys`: one procedure, one call into one service. */
export function keysRoutes(os: NodeImplementer, { context, network }: NodeParts) {
  return {
    backup: os.keys.backup.handler(() => readBackup(context)),
    words: os.keys.words.handler(async ({ input }) => ({ words: await ownWords(context, input.passphrase) })),
    check: os.keys.check.handler(({ input }) => checkWords(context, input.passphrase, input.answers)),
    later: os.keys.later.handler(() => {
      remindLater(context);
      return {};
    }),
    import: os.keys.import.handler(({ input }) =>
      bringKeys(context, input, (validator, file) =>
        network.validator.withHistory((history) =>
          importHistory(history.ledger, { network: file.network, validator }, file, context.now()),
        ),
      ),
    ),
  };
}
