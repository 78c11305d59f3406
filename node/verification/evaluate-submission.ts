import { concat, keccak256, stringToHex } from 'viem';
import type { Example } from '../../protocol/api/worker-contract.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EVALUATION_ITEMS, PPM } from '../../protocol/limits.ts';
import { practiceSet } from '../../protocol/practice/practice-set.ts';
import { utilityPpm } from '../../protocol/scoring/utility.ts';
import { BEHAVIOUR_PROBES, BEHAVIOUR_PROBES_HASH } from '../../protocol/verification/behaviour-probes.ts';
import { behaviourFacts, behaviourRefusal } from '../../protocol/verification/behaviour-rules.ts';
import { evaluationDigest, evaluationSeed } from '../../protocol/verification/digest.ts';
import { behaviourSuspicions } from './behaviour-suspicions.ts';
import { compareWithFormer, type FormerUpdate } from './compare-with-former.ts';
import { fetchAdapter } from './fetch-adapter.ts';
import { type ScannedUpdate, scanUpdate } from './scan-update.ts';
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
  /** Accepted updates of former epochs, for suspicions alone; none where nobody reads those. */
  readonly former?: readonly FormerUpdate[];
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
  /** What is odd about it without being forbidden, one sentence each. For people: nothing of it enters the verdict. */
  readonly suspicions: readonly string[];
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
  const { cid, seed, epoch } = submission;
  let dir: string;
  let scanned: ScannedUpdate;
  try {
    dir = await fetchAdapter(session, submission, options.signal);
    scanned = await scanUpdate(session, { ...submission, dir }, options.signal);
  } catch (error) {
    const { code } = LoamError.wrap('UNEXPECTED', error);
    if (!UNFIT.test(code)) throw error;
    return unfit(cid, code);
  }
  const parent = await session.verifiedVersionAdapter(submission.baseVersion);
  const drawn = evaluationItems(seed, epoch);
  const { base, patched, profile } = await measure(session, {
    adapters: parent === null ? [] : [{ dir: parent }],
    candidate: dir,
    items: [...drawn, ...behaviourItems()],
    signal: options.signal,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  const behaviour = behaviourFacts(base.splice(drawn.length), patched.splice(drawn.length));
  const refusal = behaviourRefusal(behaviour);
  if (refusal !== undefined) return unfit(cid, refusal);
  const { former } = submission;
  const utility = utilityPpm(base, patched);
  return {
    // Harm fails and costs a part of the stake. What is merely too weak passes; the chain does not accept it, at no cost.
    pass: utility >= 0,
    utilityPpm: utility,
    uniquenessPpm: scanned.copied ? 0 : PPM,
    digest: evaluationDigest({ seed, cid, profile, base, patched }),
    evidence: {
      base: sum(base),
      patched: sum(patched),
      profile,
      ...behaviour,
      probes: BEHAVIOUR_PROBES_HASH,
    },
    suspicions: [
      ...scanned.suspicions,
      ...behaviourSuspicions(behaviour),
      ...(former === undefined
        ? []
        : await compareWithFormer(session, { dir, parent, former }, options.signal)),
    ],
  };
}

/** The judgement on a bundle that is wrong whatever it would answer; its digest names the reason. */
function unfit(cid: Hex, code: string): Judgement {
  return {
    pass: false,
    utilityPpm: 0,
    uniquenessPpm: PPM,
    digest: keccak256(concat([stringToHex('loam/unfit/1'), cid, stringToHex(code)])),
    evidence: { unfit: code },
    suspicions: [],
  };
}

/** The behaviour probes as items to evaluate. */
export function behaviourItems(): Example[] {
  return BEHAVIOUR_PROBES.map(({ prompt, answer }) => ({ prompt, answer }));
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

function sum(losses: readonly number[]): string {
  return losses.reduce((total, loss) => total + BigInt(loss), 0n).toString();
}
