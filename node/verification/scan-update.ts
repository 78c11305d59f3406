import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_COMPARED_UPDATES } from '../../protocol/limits.ts';
import { isCopy, scanRefusal } from '../../protocol/verification/scan-rules.ts';
import { fetchEarlier } from './fetch-adapter.ts';
import { suspicions } from './suspicions.ts';
import type { VerificationPlace } from './verification-place.ts';

/** What the scan says of an update that passes it. */
export interface ScannedUpdate {
  /** Whether it is a copy of the epoch's earlier submissions, however scaled, factored, mixed or noised. */
  readonly copied: boolean;
  /** What is odd about its numbers without being forbidden, one sentence each. */
  readonly suspicions: readonly string[];
}

/**
 * Scans a delta's numbers before anything is measured.
 *
 * @param update its directory, its CID and those of the epoch's submissions before it
 * @throws LoamError `UPDATE_…` when the numbers are not those of a lesson
 */
export async function scanUpdate(
  session: VerificationPlace,
  update: { readonly dir: string; readonly cid: Hex; readonly earlier: readonly Hex[] },
  signal: AbortSignal,
): Promise<ScannedUpdate> {
  const { dir, cid, earlier } = update;
  const others: string[] = [];
  for (const other of earlier) {
    if (other === cid) continue;
    const at = await fetchEarlier(session, other, signal);
    if (at !== undefined) others.push(at);
  }
  const facts = await session.context.worker.client.scan({
    dir,
    earlier: others.slice(0, MAX_COMPARED_UPDATES),
  });
  const refusal = scanRefusal(facts);
  if (refusal !== undefined) throw new LoamError(refusal, 'The update’s numbers are not those of a lesson.');
  return { copied: earlier.includes(cid) || isCopy(facts), suspicions: suspicions(facts) };
}
