import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES, MAX_SUBMITTED_RANK } from '../../protocol/limits.ts';
import { metricsHash } from '../../protocol/submission/metrics-hash.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import { ensureAdapterFiles } from '../network/adapter-files.ts';
import { FETCH_TIMEOUT_MS } from '../network/limits.ts';
import type { VerificationPlace } from './verification-place.ts';

/** Where a bundle's adapter lies, extracted for the worker. @param bundles the data folder's `bundles` */
export function extractedBundleDir(bundles: string, cid: Hex): string {
  return join(bundles, cid.slice(2));
}

/** Brings a submission's adapter to this machine, checked against the chain and the model. @returns its directory */
export async function fetchAdapter(
  session: VerificationPlace,
  submission: { readonly cid: Hex; readonly metricsHash: Hex },
  signal: AbortSignal,
): Promise<string> {
  const cid = digestToCid(submission.cid);
  const bundle = readBundle(await fetchBundle(session, submission.cid, signal));
  if (metricsHash(bundle.evaluation) !== submission.metricsHash) {
    throw new LoamError('METRICS_MISMATCH', 'The bundle’s metrics are not the ones committed on the chain.');
  }
  if (bundle.trainMeta.baseModel !== session.descriptor.baseModel) {
    throw new LoamError('BUNDLE_OTHER_MODEL', 'The bundle was trained on another base model.');
  }
  const dir = extractedBundleDir(session.context.folder.paths.bundles, submission.cid);
  ensureAdapterFiles(dir, bundle);
  try {
    const { rank } = await session.context.worker.client.inspect({ dir });
    if (rank > MAX_SUBMITTED_RANK) {
      throw new LoamError(
        'BUNDLE_RANK',
        `The bundle’s adapter has rank ${rank}, more than ${MAX_SUBMITTED_RANK}.`,
      );
    }
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
  await session.artifacts.pin(cid);
  return dir;
}

/**
 * Where an earlier submission's adapter lies; undefined for one that nobody can fetch or read: nobody can judge it
 * either, so it takes nothing from anybody.
 */
export async function fetchEarlier(
  session: VerificationPlace,
  cid: Hex,
  signal: AbortSignal,
  timeoutMs = FETCH_TIMEOUT_MS,
): Promise<string | undefined> {
  try {
    const bundle = readBundle(await fetchBundle(session, cid, signal, timeoutMs));
    const dir = extractedBundleDir(session.context.folder.paths.bundles, cid);
    ensureAdapterFiles(dir, bundle);
    return dir;
  } catch (error) {
    signal.throwIfAborted();
    const { code } = LoamError.wrap('UNEXPECTED', error);
    if (/^(ARTIFACT|BUNDLE)_/.test(code)) return undefined;
    throw error;
  }
}

function fetchBundle(
  session: VerificationPlace,
  cid: Hex,
  signal: AbortSignal,
  timeoutMs = FETCH_TIMEOUT_MS,
): Promise<Map<string, Uint8Array>> {
  return session.artifacts.getDirectory(digestToCid(cid), {
    timeoutMs,
    maxBytes: MAX_BUNDLE_BYTES,
    maxFiles: MAX_BUNDLE_FILES,
    signal,
  });
}
