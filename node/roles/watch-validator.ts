import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readNumber } from '../chain/reads/read-node.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { type DutyOutcome, readEpochDuties } from './epoch-duties.ts';
import type { ValidatorAlertBook } from './validator-alert-book.ts';
import { missedInARow, readFined } from './validator-report.ts';
import type { ValidatorService } from './validator-service.ts';

/** Epochs that are looked back over for verdicts missed in a row. */
const EPOCHS_LOOKED_AT = 12;
/** Milliseconds between two looks. */
const LOOK_MS = 5_000;

/** Looks at how this node's validator does until the session ends, and keeps what its owner may want to hear of. */
export async function watchValidator(
  session: NetworkSession,
  service: ValidatorService,
  book: ValidatorAlertBook,
): Promise<void> {
  const { chain, address, context, descriptor, signal } = session;
  for await (const _ of session.changes.changes(signal, LOOK_MS)) {
    try {
      const [newest, node, fined] = await Promise.all([
        readCurrentEpoch(chain),
        readNumber(chain, address),
        readFined(chain, address),
      ]);
      const first = newest > EPOCHS_LOOKED_AT ? newest - BigInt(EPOCHS_LOOKED_AT) + 1n : 1n;
      const outcomes: DutyOutcome[] = [];
      for (let epoch = first; epoch <= newest; epoch++)
        outcomes.push(...(await readEpochDuties(chain, epoch, { validator: address, node })).outcomes);
      const { state, sentence } = service.status;
      const facts = { state, why: sentence, missedInARow: missedInARow(outcomes), fined };
      if (book.look(descriptor.id, facts).length > 0) context.hub.notify();
    } catch (error) {
      if (!signal.aborted) context.log.warn('looking at the validator', error);
    }
  }
}
