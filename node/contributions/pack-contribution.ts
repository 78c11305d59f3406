import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex, parseUnits } from 'viem';
import type { Contribution, ContributionPreview, LearningRun } from '../../protocol/api/learn-schemas.ts';
import {
  BUNDLE_FILES,
  type Environment,
  type SelfEvaluation,
  type TrainMeta,
} from '../../protocol/bundle/bundle-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EVALUATION_ITEMS } from '../../protocol/limits.ts';
import { sumMicroNats, utilityPpm } from '../../protocol/scoring/utility.ts';
import { behaviourFacts, behaviourRefusal } from '../../protocol/verification/behaviour-rules.ts';
import { scanRefusal } from '../../protocol/verification/scan-rules.ts';
import { LOAM_VERSION } from '../../protocol/version.ts';
import { canonicalBytes, packBundle } from '../bundle/pack-bundle.ts';
import { saveContributionDetails } from '../database/contributions.ts';
import { findRun, readRunDetails } from '../database/learning-runs.ts';
import { findLesson } from '../database/lessons.ts';
import { lessonsOfRun } from '../database/run-plans.ts';
import { requireModel, runAdapterDir } from '../learn/adapter-stack.ts';
import { findIdentifiers } from '../learn/privacy/find-identifiers.ts';
import { readAdapterFiles } from '../network/adapter-files.ts';
import { SUBMISSION_STAKE_LOAM } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { NodeContext } from '../node-context.ts';
import { behaviourItems, evaluationItems, measure } from '../verification/evaluate-submission.ts';
import { sampleOf } from './sample-of.ts';

/**
 * Measures a run on questions of its own drawing, packs the bundle, puts it into the artifact store.
 *
 * @throws LoamError `UPDATE_…` when the network would refuse the update whatever it is worth, before anything is staked;
 * not on a node that is configured to be reckless
 */
export async function packContribution(
  session: NetworkSession,
  contribution: Contribution,
): Promise<{ cid: string; evaluation: SelfEvaluation }> {
  const { context, descriptor, artifacts, signal } = session;
  const run = findRun(context.db, contribution.runId);
  if (run === null || run === undefined)
    throw new LoamError('RUN_UNKNOWN', 'The run of this contribution is gone.');
  requireModel(context, run.id);
  const dir = runAdapterDir(context, run.id);
  await session.refreshVersion();
  const seed = bytesToHex(context.random(32));
  const items = evaluationItems(seed, 0n).slice(0, EVALUATION_ITEMS);
  const { base, patched, profile } = await measure(session, {
    adapters: session.adapterDir === null ? [] : [{ dir: session.adapterDir }],
    candidate: dir,
    items: [...items, ...behaviourItems()],
    signal,
  });
  const behaviour = behaviourFacts(base.splice(items.length), patched.splice(items.length));
  const refusal =
    scanRefusal(await context.worker.client.scan({ dir, earlier: [] })) ?? behaviourRefusal(behaviour);
  if (refusal !== undefined && context.config.reckless !== true) {
    throw new LoamError(refusal, REFUSED_HERE, {
      hint: 'Learn again with fewer steps, a lower rate, or lessons that say less of everything at once.',
    });
  }
  const evaluation: SelfEvaluation = {
    format: 'loam-eval/1',
    seed,
    items: items.length,
    baseMicroNats: sumMicroNats(base).toString(),
    patchedMicroNats: sumMicroNats(patched).toString(),
    utilityPpm: utilityPpm(base, patched),
    profile,
  };
  const files = packBundle({
    ...readAdapterFiles(dir),
    trainMeta: trainMeta(context, run, descriptor.baseModel),
    evaluation,
    environment: environment(),
  });
  const cid = await artifacts.putDirectory(files);
  await artifacts.pin(cid);
  saveContributionDetails(context.db, contribution.id, { evaluation: { ...evaluation } });
  return { cid: cid.toString(), evaluation };
}

const REFUSED_HERE =
  'The network would refuse what was learned here: it changes the model too much or in the wrong places. Nothing was sent or staked.';

const ZERO = `0x${'00'.repeat(32)}` as const;

/** An evaluation as long as a real one, which is measured only after consent. */
const EVALUATION_OF_USUAL_SIZE: SelfEvaluation = {
  format: 'loam-eval/1',
  seed: ZERO,
  items: EVALUATION_ITEMS,
  baseMicroNats: '200000000',
  patchedMicroNats: '100000000',
  utilityPpm: 500_000,
  profile: ZERO,
};

/** What {@link packContribution} would pack, without measuring anything. @throws LoamError `RUN_NOT_DONE` */
export function previewContribution(
  context: NodeContext,
  run: LearningRun,
  session?: Pick<NetworkSession, 'descriptor'>,
): ContributionPreview {
  const details = readRunDetails(context.db, run.id);
  if (run.state !== 'done' || details === null || details === undefined) {
    throw new LoamError('RUN_NOT_DONE', 'Only a finished run can be shared.', {
      hint: 'Finish learning first.',
    });
  }
  requireModel(context, run.id);
  const dir = runAdapterDir(context, run.id);
  const size = (name: string): number => statSync(join(dir, name)).size;
  const meta = canonicalBytes(trainMeta(context, run, session?.descriptor.baseModel ?? ZERO));
  const evaluation = canonicalBytes(EVALUATION_OF_USUAL_SIZE);
  const here = canonicalBytes(environment());
  const lessons = lessonsOfRun(context.db, run.id).map((id) => findLesson(context.db, id));
  const files = [
    {
      name: BUNDLE_FILES.adapterModel,
      bytes: size(BUNDLE_FILES.adapterModel),
      what: 'The trained numbers: what the model changed.',
      text: null,
      final: true,
    },
    {
      name: BUNDLE_FILES.adapterConfig,
      bytes: size(BUNDLE_FILES.adapterConfig),
      what: 'Which layers they belong to.',
      text: readFileSync(join(dir, BUNDLE_FILES.adapterConfig), 'utf8'),
      final: true,
    },
    {
      name: BUNDLE_FILES.trainMeta,
      bytes: meta.length,
      what: 'How it was trained: steps, rate, how many lessons. Not the lessons.',
      text: readable(meta),
      // Outside a network nobody knows yet which base model's address it names.
      final: session !== undefined,
    },
    {
      name: BUNDLE_FILES.evaluation,
      bytes: evaluation.length,
      what: 'How much better it answers public practice questions.',
      text: readable(evaluation),
      final: false,
    },
    {
      name: BUNDLE_FILES.environment,
      bytes: here.length,
      what: 'Which version of Loam and which kind of computer.',
      text: readable(here),
      final: true,
    },
  ];
  return {
    runId: run.id,
    files,
    totalBytes: files.reduce((total, file) => total + file.bytes, 0),
    parameters: details.parameters,
    rank: details.rank,
    containsText: false,
    sample: sampleOf(readFileSync(join(dir, BUNDLE_FILES.adapterModel))),
    lessonsWithIdentifiers: lessons.filter(
      (lesson) => lesson !== undefined && findIdentifiers(`${lesson.prompt}\n${lesson.answer}`).length > 0,
    ).length,
    stake: parseUnits(String(SUBMISSION_STAKE_LOAM), 18).toString(),
  };
}

function readable(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function trainMeta(context: NodeContext, run: LearningRun, baseModel: `0x${string}`): TrainMeta {
  const details = readRunDetails(context.db, run.id);
  if (details === null || details === undefined)
    throw new LoamError('RUN_NOT_DONE', 'This run has no result.');
  return {
    format: 'loam-train-meta/1',
    baseModel,
    baseVersion: run.baseVersion,
    method: 'lora',
    rank: details.rank,
    alpha: details.alpha,
    steps: details.steps,
    learningRate: details.learningRate,
    lessons: run.lessons,
    practiceItems: run.practiceItems,
    seed: details.practiceSeed,
  };
}

/** `environment.json` of this computer. */
export function environment(): Environment {
  return {
    format: 'loam-environment/1',
    loam: LOAM_VERSION,
    runtime: `node ${process.versions.node}`,
    platform: `${process.platform} ${process.arch}`,
  };
}
