/**
 * Audits whole epochs from their archives alone. One epoch of many updates with the shipped base model says how long it
 * takes; a small one with a tiny model is then altered in one place after another, and every lie must be found.
 * Bundles, verdicts, contracts and payments are real. Arguments: --json, --updates n, --verbose.
 */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openArchiveSource } from '../node/audit/archive-source.ts';
import { auditEpoch } from '../node/audit/auditor.ts';
import { exportAuditArchive } from '../node/audit/export-audit-archive.ts';
import { PLANTS } from '../node/audit/fixtures/plants.ts';
import { endEpoch, playEpoch, playedNetwork } from '../node/audit/fixtures/played-epoch.ts';
import { tamperArchive } from '../node/audit/fixtures/tampered-archive.ts';
import { startTestNode, testPlace } from '../node/fixtures/test-node.ts';
import type { LoamNode } from '../node/node.ts';
import type { AuditCheck } from '../protocol/api/audit-schemas.ts';
import { type Figure, figure, printFigures } from './print-figures.ts';

const BASE_MODEL = resolve(import.meta.dirname, '..', 'assets', 'base');
const SMALL_EPOCH = 4;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    updates: { type: 'string', default: '100' },
  },
});
const updates = Number(values.updates);
const began = performance.now();
const say = (sentence: string): void => {
  const seconds = Math.round((performance.now() - began) / 1000);
  if (values.verbose) process.stderr.write(`${seconds} s: ${sentence}\n`);
};

const figures: Record<string, Figure> = { ...(await largeEpoch()), ...(await plantedLies()) };
printFigures('audit', figures, values.json);

/** An epoch of many updates, exported and audited without its network. */
async function largeEpoch(): Promise<Record<string, Figure>> {
  return withEpoch({ updates, modelDir: BASE_MODEL, trainingSteps: 20 }, async ({ node, file, dir }) => {
    const { checks, seconds, stages } = await audit(node, file);
    const wrong = checks.filter((check) => !check.ok);
    for (const { check, subject, expected, actual } of wrong)
      process.stderr.write(`false alarm: ${check}: ${subject}: ${expected} / ${actual}\n`);
    const size = statSync(join(dir, 'epoch.car')).size;
    return {
      minutes100: figure(
        (seconds / 60) * (100 / updates),
        `minutes for an epoch of 100 updates, goal 10; ${updates} run`,
      ),
      falseAlarms: figure(wrong.length, `mismatches in a clean epoch of ${updates} updates`),
      comparisons: figure(checks.length, 'comparisons in it'),
      secondsPerUpdate: figure(stages.updates / updates, 'seconds to run one update again'),
      secondsMerge: figure(stages.merge, 'seconds to merge and measure again'),
      archiveBytesPerUpdate: figure(size / updates, 'bytes of the archive per update'),
    };
  });
}

/** One lie of each kind. */
async function plantedLies(): Promise<Record<string, Figure>> {
  return withEpoch({ updates: SMALL_EPOCH, trainingSteps: 12 }, async ({ node, file, dir }) => {
    const clean = await audit(node, file);
    const missed: string[] = [];
    for (const { kind, check, plant } of PLANTS) {
      const lie = join(dir, 'lie.car');
      await tamperArchive(file, lie, plant);
      const { checks } = await audit(node, lie);
      if (!checks.some((found) => !found.ok && found.check === check)) missed.push(kind);
    }
    if (missed.length > 0) process.stderr.write(`not found: ${missed.join(', ')}\n`);
    return {
      falseAlarmsSmall: figure(
        clean.checks.filter((check) => !check.ok).length,
        `mismatches in the clean epoch of ${SMALL_EPOCH} updates that the lies were planted in`,
      ),
      plantedKinds: figure(PLANTS.length, 'kinds of lies, one planted at a time'),
      plantedFound: figure(
        (PLANTS.length - missed.length) / PLANTS.length,
        'share found by the check that names it',
      ),
    };
  });
}

async function withEpoch<T>(
  plan: { readonly updates: number; readonly trainingSteps: number; readonly modelDir?: string },
  use: (made: { node: LoamNode; file: string; dir: string }) => Promise<T>,
): Promise<T> {
  const place = testPlace();
  const { node } = await startTestNode(
    place.config('auditor', plan.modelDir === undefined ? {} : { modelDir: plan.modelDir }),
  );
  try {
    const played = await playedNetwork(node);
    const file = join(place.dir, 'epoch.car');
    try {
      const epoch = await playEpoch(played, { ...plan, say });
      say('merging');
      await endEpoch(played, epoch);
      const made = await exportAuditArchive(played.session, epoch, file, { signal: played.session.signal });
      say(`exported ${made.blocks} blocks, ${made.bytes} bytes`);
      await node.network.leave();
    } finally {
      await played.network.stop();
    }
    return await use({ node, file, dir: place.dir });
  } finally {
    await node.stop();
    place.remove();
  }
}

async function audit(
  node: LoamNode,
  file: string,
): Promise<{ checks: AuditCheck[]; seconds: number; stages: { updates: number; merge: number } }> {
  const started = performance.now();
  const since = (from: number): number => (performance.now() - from) / 1000;
  const source = await openArchiveSource(node.context, file);
  const checks: AuditCheck[] = [];
  const stages = { updates: 0, merge: 0 };
  let stageBegan = performance.now();
  let stage = '';
  for await (const event of auditEpoch(source, {}, node.context.stopping)) {
    if (event.type === 'check') checks.push(event.check);
    if (event.type !== 'progress') continue;
    if (stage.startsWith('Running')) stages.updates += since(stageBegan);
    if (stage.startsWith('Merging')) stages.merge += since(stageBegan);
    ({ sentence: stage } = event);
    stageBegan = performance.now();
    say(`${event.sentence} (${event.done} of ${event.of})`);
  }
  source.close();
  return { checks, seconds: since(started), stages };
}
