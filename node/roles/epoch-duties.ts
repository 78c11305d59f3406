import type { Hex } from '../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readCommittees } from '../chain/reads/read-committee.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';

/**
 * What became of one verdict that a validator was drawn for: not due yet, given and not settled yet, given and the same as
 * the final one, given and not the final one, not given in time.
 */
export type DutyOutcome = 'open' | 'given' | 'agreed' | 'disagreed' | 'missed';

/** A validator's duties of one epoch. */
export interface EpochDuties {
  readonly epoch: bigint;
  /** Seconds since 1970 by the chain's clock. */
  readonly openedAt: number;
  /** By position of the submissions that it was drawn for. */
  readonly outcomes: readonly DutyOutcome[];
}

/** Reads what became of the verdicts that a validator was drawn for in an epoch. */
export async function readEpochDuties(
  chain: ChainClient,
  epoch: bigint,
  { validator, node }: { readonly validator: Hex; readonly node: number },
): Promise<EpochDuties> {
  const [log, committees, submissions, { phase, openedAt }] = await Promise.all([
    readEpochLog(chain, epoch),
    readCommittees(chain, epoch),
    readSubmissions(chain, epoch),
    readEpoch(chain, epoch),
  ]);
  const isOpen = ['salt', 'draw', 'commit', 'reveal'].includes(phase);
  const outcomes: DutyOutcome[] = [];
  for (const { index, status, digest } of submissions) {
    if (!(committees.get(index) ?? []).some((seat) => seat.node === node)) continue;
    const said = log.reveals.find(
      (reveal) =>
        Number(reveal.index) === index && reveal.validator.toLowerCase() === validator.toLowerCase(),
    );
    if (said === undefined) outcomes.push(isOpen ? 'open' : 'missed');
    else if (status !== 'accepted' && status !== 'rejected') outcomes.push('given');
    else outcomes.push(said.digest === digest ? 'agreed' : 'disagreed');
  }
  return { epoch, openedAt, outcomes };
}
