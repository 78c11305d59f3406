import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { DISPUTE_STATES, type DisputeState } from '../disputes.ts';
import { DISPUTES_AT_ONCE } from '../limits.ts';
import { readContract } from '../read-contract.ts';

/** How far a dispute is that is not closed. */
export interface OpenDispute {
  readonly id: bigint;
  readonly state: Exclude<DisputeState, 'none' | 'closed'>;
  /** Round of juries, from 1. */
  readonly round: number;
  /** Whether the round's jury is still to be drawn. */
  readonly awaitsJury: boolean;
}

/**
 * Disputes that are not closed, oldest first.
 *
 * @param closed ids that need not be looked at any more; those that turn out to be closed are added to it
 */
export async function readOpenDisputes(chain: ChainClient, closed: Set<bigint>): Promise<OpenDispute[]> {
  const count = await readContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'disputeCount',
    args: [],
  });
  const ids: bigint[] = [];
  for (let id = 1n; id <= count; id++) if (!closed.has(id)) ids.push(id);
  const open: OpenDispute[] = [];
  for (let at = 0; at < ids.length; at += DISPUTES_AT_ONCE) {
    const some = ids.slice(at, at + DISPUTES_AT_ONCE).map(async (id) => {
      const { state, round, deadline } = await readContract(chain, {
        contract: 'DisputeCourt',
        abi: disputeCourtAbi,
        functionName: 'dispute',
        args: [id],
      });
      return { id, state: DISPUTE_STATES[state] ?? 'none', round, awaitsJury: deadline === 0 };
    });
    for (const { state, ...dispute } of await Promise.all(some)) {
      if (state === 'none') continue;
      if (state === 'closed') closed.add(dispute.id);
      else open.push({ ...dispute, state });
    }
  }
  return open;
}
