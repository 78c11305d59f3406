import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { readEpochPerformance } from '../roles/validator-report.ts';
import { MISSED_EPOCHS } from './limits.ts';

/** Counts the verdicts that this node's validator missed in a row, over the last epochs; anew once per epoch. */
export class MissedInARow {
  #epoch = -1n;
  #missed = 0;

  /** 0 outside of a network, or with the validator off. */
  async read(session: NetworkSession | undefined): Promise<number> {
    if (session?.roles.includes('validator') !== true) return 0;
    const newest = await readCurrentEpoch(session.chain);
    if (newest === this.#epoch) return this.#missed;
    let missed = 0;
    for (let epoch = newest - 1n; epoch > 0n && newest - epoch <= BigInt(MISSED_EPOCHS); epoch--) {
      const { revealed, missed: missedHere } = await readEpochPerformance(
        session.chain,
        epoch,
        session.address,
      );
      if (revealed > 0) break;
      missed += missedHere;
    }
    this.#epoch = newest;
    this.#missed = missed;
    return missed;
  }
}
