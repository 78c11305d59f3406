import { BUNDLE_FILES, MANIFEST_FILE, type Manifest } from '../../protocol/bundle/bundle-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_NETWORK_RANK } from '../../protocol/limits.ts';
import { sumMicroNats, utilityPpm } from '../../protocol/scoring/utility.ts';
import { evaluationDigest } from '../../protocol/verification/digest.ts';
import { canonicalBytes } from '../bundle/pack-bundle.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readItemsSeed } from '../chain/reads/read-items-seed.ts';
import { readSubmissions, type SubmissionState } from '../chain/reads/read-submission.ts';
import { readAdapterFiles } from '../network/adapter-files.ts';
import { evaluationItems, measure } from '../verification/evaluate-submission.ts';
import { fetchAdapter } from '../verification/fetch-adapter.ts';
import type { VerificationPlace } from '../verification/verification-place.ts';
import { mergedAdapterDigest } from './merged-adapter-digest.ts';

/** Where a merge can be computed: bundles can be had and measured, and a chain says what was accepted. */
export interface MergePlace extends VerificationPlace {
  readonly chain: ChainClient;
}

/** A model version ready to be published: the directory's files, and the adapter pair alone. */
export interface BuiltManifest {
  readonly manifest: Manifest;
  readonly files: Map<string, Uint8Array>;
  readonly adapterFiles: Map<string, Uint8Array>;
}

/**
 * Merges what an epoch accepted: parent + Σ (wᵢ / Σw) · Δᵢ, weights from the chain, in submission order, then
 * measures the merged model on the epoch's own items. Deterministic: an auditor calls it and compares bytes.
 *
 * @param options.dir a directory that does not exist yet; the merged adapter is written there
 * @throws LoamError `MERGE_NOTHING` when nothing was accepted, or what fetching and merging report
 */
export async function buildManifest(
  session: MergePlace,
  epoch: bigint,
  options: { readonly dir: string; readonly signal: AbortSignal },
): Promise<BuiltManifest> {
  const { chain, context, descriptor } = session;
  const seed = await readItemsSeed(chain, epoch);
  const accepted = (await readSubmissions(chain, epoch)).filter(
    (s) => s.status === 'accepted' && s.weight > 0n,
  );
  const first = accepted[0];
  if (first === undefined) throw new LoamError('MERGE_NOTHING', `Epoch ${epoch} accepted nothing.`);
  const parentDir = await session.verifiedVersionAdapter(first.baseVersion);
  const merged = await mergeAccepted(session, accepted, { parentDir, ...options });
  const items = evaluationItems(seed, epoch);
  // The merged adapter replaces the parent, so both are measured on the bare base.
  const base = await measure(session, {
    adapters: [],
    candidate: options.dir,
    items,
    signal: options.signal,
  });
  const before =
    parentDir === null
      ? base.base
      : (await measure(session, { adapters: [], candidate: parentDir, items, signal: options.signal }))
          .patched;
  const adapter = readAdapterFiles(options.dir);
  const manifest: Manifest = {
    format: 'loam-manifest/1',
    epoch: epoch.toString(),
    parent: first.baseVersion,
    baseModel: descriptor.baseModel,
    method: 'stack-then-svd/1',
    included: accepted.map((s) => ({
      index: s.index,
      cid: digestToCid(s.cid).toString(),
      learner: s.learner.toLowerCase(),
      utilityPpm: s.utilityPpm,
      weight: s.weight.toString(),
    })),
    rank: merged.rank,
    residual: merged.residual,
    evaluation: {
      seed,
      profile: base.profile,
      items: items.length,
      baseMicroNats: sumMicroNats(before).toString(),
      mergedMicroNats: sumMicroNats(base.patched).toString(),
      utilityPpm: utilityPpm(before, base.patched),
      digest: evaluationDigest({
        seed,
        cid: mergedAdapterDigest(adapter),
        profile: base.profile,
        base: before,
        patched: base.patched,
      }),
    },
  };
  context.log.info('merged', { epoch: Number(epoch), included: accepted.length, rank: merged.rank });
  const adapterFiles = new Map([
    [BUNDLE_FILES.adapterConfig, adapter.adapterConfig],
    [BUNDLE_FILES.adapterModel, adapter.adapterModel],
  ]);
  return {
    manifest,
    files: new Map([[MANIFEST_FILE, canonicalBytes(manifest)], ...adapterFiles]),
    adapterFiles,
  };
}

async function mergeAccepted(
  session: MergePlace,
  accepted: readonly SubmissionState[],
  options: { readonly parentDir: string | null; readonly dir: string; readonly signal: AbortSignal },
): Promise<{ rank: number; residual: number }> {
  const denominator = accepted.reduce((total, s) => total + s.weight, 0n).toString();
  const parts: { dir: string; numerator: string; denominator: string }[] = [];
  for (const submission of accepted) {
    const dir = await fetchAdapter(session, submission, options.signal);
    parts.push({ dir, numerator: submission.weight.toString(), denominator });
  }
  await session.context.model();
  return session.context.worker.client.merge(
    { parent: options.parentDir, parts, outDir: options.dir, maxRank: MAX_NETWORK_RANK },
    { signal: options.signal },
  );
}
