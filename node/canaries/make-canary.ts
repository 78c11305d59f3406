import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex } from 'viem';
import type { SelfEvaluation, TrainMeta } from '../../protocol/bundle/bundle-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { PPM } from '../../protocol/limits.ts';
import { sumMicroNats, utilityPpm } from '../../protocol/scoring/utility.ts';
import { canarySeed } from '../../protocol/submission/canary-seed.ts';
import { packBundle } from '../bundle/pack-bundle.ts';
import { environment } from '../contributions/pack-contribution.ts';
import { DEFAULT_PRACTICE_ITEMS } from '../learn/limits.ts';
import { readAdapterFiles } from '../network/adapter-files.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { evaluationItems, measure } from '../verification/evaluate-submission.ts';
import type { CanaryRecord } from './canary-book.ts';
import { CANARY_CHECKS, CLAIMED_UTILITY_PPM } from './limits.ts';

/** What every canary of this node seals: a delta without effect passes, and its utility is 0 whatever is asked. */
const ANSWER = { pass: true, utilityPpm: 0 } as const;
/** Steps and rate that lessons usually give. */
const USUAL_TRAINING = { steps: 100, learningRate: 1e-3 } as const;
const MOST_LESSONS = 6;

/**
 * Packs a canary and puts its bundle into the artifact store: numbers that look trained and change nothing, which is
 * checked in the verification profile first, a measurement that claims what lessons usually claim, and a seed in it
 * that seals the true answer.
 *
 * @throws LoamError `CANARY_FELT` when the numbers do change an answer here; nothing is planted then
 */
export async function makeCanary(session: NetworkSession): Promise<CanaryRecord> {
  const { context, address, artifacts, descriptor } = session;
  const dir = join(context.folder.paths.staging, `lesson-${bytesToHex(context.random(8)).slice(2)}`);
  mkdirSync(context.folder.paths.staging, { recursive: true });
  try {
    await session.refreshVersion();
    const { version, adapterDir } = session;
    await context.model();
    const made = await context.worker.client.writeInert({ outDir: dir, seed: hex(session, 16) });
    const salt = bytesToHex(context.random(32));
    const seed = canarySeed({ learner: address, ...ANSWER, salt });
    const { base, profile } = await unfelt(session, dir, adapterDir, seed);
    const evaluation: SelfEvaluation = {
      format: 'loam-eval/1',
      seed,
      items: base.length,
      profile,
      ...claimed(session, base),
    };
    const trainMeta: TrainMeta = {
      format: 'loam-train-meta/1',
      baseModel: descriptor.baseModel,
      baseVersion: version,
      method: 'lora',
      rank: made.rank,
      alpha: made.alpha,
      ...USUAL_TRAINING,
      lessons: 1 + ((context.random(1)[0] ?? 0) % MOST_LESSONS),
      practiceItems: DEFAULT_PRACTICE_ITEMS,
      seed: hex(session, 16),
    };
    const cid = await artifacts.putDirectory(
      packBundle({ ...readAdapterFiles(dir), trainMeta, evaluation, environment: environment() }),
    );
    await artifacts.pin(cid);
    return {
      cid: cid.toString(),
      baseVersion: version,
      ...ANSWER,
      salt,
      evaluation,
      state: 'ready',
      epoch: null,
      index: null,
      opened: false,
      rerun: false,
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Measures the canary on its own seed's questions and on others. @returns the losses of its own */
async function unfelt(
  session: NetworkSession,
  candidate: string,
  adapterDir: string | null,
  seed: `0x${string}`,
): Promise<{ base: number[]; profile: `0x${string}` }> {
  let own: { base: number[]; profile: `0x${string}` } | undefined;
  for (let draw = 0; draw < CANARY_CHECKS; draw++) {
    const drawn = draw === 0 ? seed : bytesToHex(session.context.random(32));
    const { base, patched, profile } = await measure(session, {
      adapters: adapterDir === null ? [] : [{ dir: adapterDir }],
      candidate,
      items: evaluationItems(drawn, 0n),
      signal: session.signal,
    });
    if (base.some((loss, i) => loss !== patched[i])) {
      throw new LoamError('CANARY_FELT', 'The canary changes an answer of this model, so it is not planted.');
    }
    own ??= { base, profile };
  }
  if (own === undefined) throw new LoamError('CANARY_FELT', 'The canary was not measured.');
  return own;
}

/** A measurement of the usual size: the sums of a lesson that is a little useful. */
function claimed(
  session: NetworkSession,
  base: readonly number[],
): Pick<SelfEvaluation, 'baseMicroNats' | 'patchedMicroNats' | 'utilityPpm'> {
  const { least, most } = CLAIMED_UTILITY_PPM;
  const before = sumMicroNats(base);
  const billionths = BigInt(least * 1_000) + (random48(session) % BigInt((most - least) * 1_000));
  const after = before - (before * billionths) / BigInt(PPM * 1_000);
  return {
    baseMicroNats: before.toString(),
    patchedMicroNats: after.toString(),
    utilityPpm: utilityPpm([Number(before)], [Number(after)]),
  };
}

function random48({ context }: NetworkSession): bigint {
  return BigInt(bytesToHex(context.random(6)));
}

function hex({ context }: NetworkSession, bytes: number): string {
  return Buffer.from(context.random(bytes)).toString('hex');
}
