import type { Hex } from '../../protocol/encoding/hex.ts';
import { COPY_ENERGY } from '../../protocol/limits.ts';
import { fetchEarlier } from './fetch-adapter.ts';
import { FORMER_FETCH_MS, SUSPICIOUS_COSINE } from './limits.ts';
import type { VerificationPlace } from './verification-place.ts';

/** An update that a former epoch accepted. */
export interface FormerUpdate {
  readonly epoch: bigint;
  readonly index: number;
  readonly cid: Hex;
}

/**
 * Compares an update with those that former epochs accepted and with the version that it builds on. What it finds is
 * for the validator's report and never for a verdict: bundles of former epochs may be gone from a node, and a verdict
 * must not depend on who still has them. Nothing is lost by that: utility is measured on top of the version that holds
 * the former updates, so a repetition earns only what it still adds.
 *
 * @param parent directory of the version's adapter; null for the base
 * @returns one sentence for each update that it is near to
 */
export async function compareWithFormer(
  session: VerificationPlace,
  update: { readonly dir: string; readonly parent: string | null; readonly former: readonly FormerUpdate[] },
  signal: AbortSignal,
): Promise<string[]> {
  const { dir, parent, former } = update;
  const until = AbortSignal.timeout(FORMER_FETCH_MS);
  const compared: { at: string; name: string }[] =
    parent === null ? [] : [{ at: parent, name: 'the version that it builds on' }];
  for (const { epoch, index, cid } of former) {
    const at = await fetchEarlier(session, cid, AbortSignal.any([signal, until]), FORMER_FETCH_MS).catch(
      () => undefined,
    );
    signal.throwIfAborted();
    if (at !== undefined && at !== dir) compared.push({ at, name: `submission ${index} of epoch ${epoch}` });
    else if (at === dir) return [`It is submission ${index} of epoch ${epoch} once more.`];
  }
  if (compared.length === 0) return [];
  const { cosines, explained } = await session.context.worker.client.scan({
    dir,
    earlier: compared.map(({ at }) => at),
  });
  const near = cosines.flatMap((cosine, i) => {
    if (cosine === null || Math.abs(cosine) <= SUSPICIOUS_COSINE) return [];
    return [`It ${cosine > 0 ? 'is close to' : 'undoes'} ${compared[i]?.name}.`];
  });
  if (near.length > 0 || explained < COPY_ENERGY) return near;
  return [`Former epochs’ updates together hold ${Math.round(explained * 100)} % of it.`];
}
