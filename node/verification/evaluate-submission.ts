import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { concat, keccak256, stringToHex } from 'viem';
import type { Example } from '../../protocol/api/worker-contract.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  EVALUATION_ITEMS,
  MAX_BUNDLE_BYTES,
  MAX_BUNDLE_FILES,
  MAX_COMPARED_UPDATES,
  MAX_SUBMITTED_RANK,
  PPM,
} from '../../protocol/limits.ts';
import { practiceSet } from '../../protocol/practice/practice-set.ts';
import { utilityPpm } from '../../protocol/scoring/utility.ts';
import { metricsHash } from '../../protocol/submission/metrics-hash.ts';
import { evaluationDigest, evaluationSeed } from '../../protocol/verification/digest.ts';
import { isCopy, scanRefusal } from '../../protocol/verification/scan-rules.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import { ensureAdapterFiles } from '../network/adapter-files.ts';
import { FETCH_TIMEOUT_MS } from '../network/limits.ts';
import { suspicions } from './suspicions.ts';
import type { VerificationPlace } from './verification-place.ts';

/** What is to be judged, as the chain has it. */
export interface SubmissionToJudge {
  readonly epoch: bigint;
  readonly index: bigint;
  /** Seed of the epoch's first round, fixed at its draw. */
  readonly seed: Hex;
  readonly baseVersion: number;
  readonly cid: Hex;
  readonly metricsHash: Hex;
  /** Bundles of the epoch's submissions with a lower index. */
  readonly earlier: readonly Hex[];
}

/** A verdict before it is signed. */
export interface Judgement {
  readonly pass: boolean;
  readonly utilityPpm: number;
  /** What is new in it: 0 for a copy of earlier submissions' deltas, otherwise 1,000,000. */
  readonly uniquenessPpm: number;
  readonly digest: Hex;
  /** Sums and profile behind the digest, or the code that made the bundle unfit. */
  readonly evidence: Readonly<Record<string, string | number>>;
}

/** The items that one epoch's committee evaluates: drawn by the chain's seed after all deltas were fixed. */
export function evaluationItems(epochSeed: Hex, epoch: bigint): Example[] {
  return practiceSet({ seed: evaluationSeed(epochSeed, epoch), count: EVALUATION_ITEMS }).map(
    ({ prompt, answer }) => ({ prompt, answer }),
  );
}

/** Error codes that say the bundle itself is unfit, on every machine alike. Others are this machine's trouble and are thrown. */
const UNFIT = /^(BUNDLE_|ADAPTER_|UPDATE_|SAFETENSORS_|ARTIFACT_MALFORMED|ARTIFACT_TOO_|METRICS_)/;

/**
 * Fetches, checks and measures one submission, deterministically: the same chain state and bundle give the same
 * judgement on every machine. An unfit bundle gets a judgement too (`pass: false`, utility 0, a digest that names the reason).
 *
 * @throws LoamError when this machine could not do it: the bundle cannot be fetched, the worker failed, aborted
 */
export async function evaluateSubmission(
  session: VerificationPlace,
  submission: SubmissionToJudge,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress?: (done: number, of: number) => void;
  },
): Promise<Judgement> {
  let dir: string;
  let copied: boolean;
  try {
    dir = await fetchAdapter(session, submission, options.signal);
    copied = await scanUpdate(session, dir, submission, options.signal);
  } catch (error) {
    const loam = LoamError.wrap('UNEXPECTED', error);
    if (!UNFIT.test(loam.code)) throw error;
    return {
      pass: false,
      utilityPpm: 0,
      uniquenessPpm: PPM,
      digest: keccak256(concat([stringToHex('loam/unfit/1'), submission.cid, stringToHex(loam.code)])),
      evidence: { unfit: loam.code },
    };
  }
  const parent = await session.verifiedVersionAdapter(submission.baseVersion);
  const { base, patched, profile } = await measure(session, {
    adapters: parent === null ? [] : [{ dir: parent }],
    candidate: dir,
    items: evaluationItems(submission.seed, submission.epoch),
    signal: options.signal,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  const utility = utilityPpm(base, patched);
  return {
    // Harm fails and costs a part of the stake. What is merely too weak passes; the chain does not accept it, at no cost.
    pass: utility >= 0,
    utilityPpm: utility,
    uniquenessPpm: copied ? 0 : PPM,
    digest: evaluationDigest({ seed: submission.seed, cid: submission.cid, profile, base, patched }),
    evidence: { base: sum(base), patched: sum(patched), profile },
  };
}

/**
 * Scans the delta's numbers before anything is measured.
 *
 * @returns whether it is a copy of the epoch's earlier submissions, however scaled, factored, mixed or noised
 * @throws LoamError `UPDATE_TOO_STRONG`, `UPDATE_NOISE`
 */
async function scanUpdate(
  session: VerificationPlace,
  dir: string,
  { cid, earlier }: SubmissionToJudge,
  signal: AbortSignal,
): Promise<boolean> {
  const others: string[] = [];
  for (const other of earlier) {
    if (other === cid) continue;
    const at = await extractEarlier(session, other, signal);
    if (at !== undefined) others.push(at);
  }
  const facts = await session.context.worker.client.scan({
    dir,
    earlier: others.slice(0, MAX_COMPARED_UPDATES),
  });
  const refusal = scanRefusal(facts);
  if (refusal !== undefined) throw new LoamError(refusal, 'The update’s numbers are not those of a lesson.');
  const flags = suspicions(facts);
  if (flags.length > 0)
    session.context.log.info('suspicious update', { cid: digestToCid(cid).toString(), why: flags.join(' ') });
  return earlier.includes(cid) || isCopy(facts);
}

/**
 * Where an earlier submission's adapter lies; undefined for one that nobody can fetch or read: nobody can judge it
 * either, so it takes nothing from anybody.
 */
async function extractEarlier(
  session: VerificationPlace,
  cid: Hex,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const bundle = readBundle(await fetchBundle(session, cid, signal));
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
): Promise<Map<string, Uint8Array>> {
  return session.artifacts.getDirectory(digestToCid(cid), {
    timeoutMs: FETCH_TIMEOUT_MS,
    maxBytes: MAX_BUNDLE_BYTES,
    maxFiles: MAX_BUNDLE_FILES,
    signal,
  });
}

/** Losses in the verification profile, without and with the candidate. */
export async function measure(
  session: VerificationPlace,
  task: {
    readonly adapters: readonly { dir: string }[];
    readonly candidate: string;
    readonly items: Example[];
    readonly signal: AbortSignal;
    readonly onProgress?: (done: number, of: number) => void;
  },
): Promise<{ base: number[]; patched: number[]; profile: Hex }> {
  await session.context.model();
  const stream = await session.context.worker.client.evaluate(
    { adapters: [...task.adapters], candidate: task.candidate, items: task.items },
    { signal: task.signal },
  );
  for await (const event of stream) {
    if (event.type === 'done') return { base: event.base, patched: event.patched, profile: event.profile };
    task.onProgress?.(event.done, event.of);
  }
  throw new LoamError('EVALUATION_CUT', 'The evaluation ended without a result.', {
    hint: 'It is tried again.',
  });
}

/** Where a bundle's adapter lies, extracted for the worker. @param bundles the data folder's `bundles` */
export function extractedBundleDir(bundles: string, cid: Hex): string {
  return join(bundles, cid.slice(2));
}

/** Brings a submission's adapter to this machine, checked against the chain and the model. @returns its directory */
export async function fetchAdapter(
  session: VerificationPlace,
  submission: Pick<SubmissionToJudge, 'cid' | 'metricsHash'>,
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

function sum(losses: readonly number[]): string {
  return losses.reduce((total, loss) => total + BigInt(loss), 0n).toString();
}
