import type { NetworkSession } from '../network/network-session.ts';
import type { AuditSource } from './audit-source.ts';
import { checkCopies } from './check-copies.ts';
import { readEpochFacts } from './read-epoch-facts.ts';

/** An epoch of a network that this node is on. @throws LoamError `EPOCH_UNKNOWN`, `CHAIN_…` */
export async function openLiveSource(
  session: NetworkSession,
  epoch: bigint,
  onProgress?: (sentence: string) => void,
): Promise<AuditSource> {
  return {
    facts: await readEpochFacts(session.chain, epoch, onProgress),
    place: session,
    name: `the network ${session.descriptor.name}`,
    copies: (artifact, report, signal) => checkCopies(session, artifact, report, signal),
  };
}
