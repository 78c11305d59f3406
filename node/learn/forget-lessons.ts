import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Forgotten } from '../../protocol/api/learn-schemas.ts';
import { listContributions } from '../database/contributions.ts';
import { findRun, updateRun } from '../database/learning-runs.ts';
import { deleteLesson, findLesson, markLessonsUnlearned } from '../database/lessons.ts';
import { lessonsOfRun, runsWithLesson, savePlan } from '../database/run-plans.ts';
import type { NodeContext } from '../node-context.ts';
import { latestRun } from './adapter-stack.ts';
import { checkpointsOf, removeFolder, stagingOf } from './run-folders.ts';

/**
 * Removes lessons and everything on this computer that was made of them: every update that knows one of them, its
 * checkpoints, its questions and answers. What answers afterwards is the newest update that never saw them, or none. No
 * run that knows them may be going on.
 */
export function forgetLessons(context: NodeContext, ids: readonly string[]): Forgotten {
  const { db } = context;
  const runs = [...new Set(ids.flatMap((id) => runsWithLesson(db, id)))];
  const others = new Set(runs.flatMap((id) => lessonsOfRun(db, id)).filter((id) => !ids.includes(id)));
  const shared = new Set(listContributions(db).map(({ runId }) => runId));
  let updates = 0;
  let sharedUpdates = 0;
  for (const runId of runs) removeRunFiles(context, runId);
  db.transaction(() => {
    for (const runId of runs) {
      const run = findRun(db, runId);
      if (run === undefined) continue;
      if (run.state === 'done') {
        updates++;
        if (shared.has(runId)) sharedUpdates++;
      }
      savePlan(db, runId, null);
      updateRun(db, runId, {
        state: run.state === 'done' ? 'forgotten' : run.state,
        comparisons: [],
        adapterBytes: null,
      });
    }
    for (const id of ids) {
      deleteLesson(db, id);
      db.run('DELETE FROM run_lessons WHERE lesson_id = ?', [id]);
    }
    const answering = latestRun(context);
    const known = new Set(answering === undefined ? [] : lessonsOfRun(db, answering.id));
    for (const id of others) if (known.has(id) || findLesson(db, id) === undefined) others.delete(id);
    markLessonsUnlearned(db, [...others]);
  });
  db.settle();
  return { lessons: ids.length, updates, learnAgain: updates === 0 ? 0 : others.size, shared: sharedUpdates };
}

/** Its adapter, also one that was put aside as damaged, and what it was trained from. */
function removeRunFiles(context: NodeContext, runId: string): void {
  const { adapters } = context.folder.paths;
  const name = `run-${runId}`;
  for (const found of readdirSync(adapters))
    if (found === name || found.startsWith(`${name}.`)) removeFolder(join(adapters, found));
  removeFolder(checkpointsOf(context, runId));
  removeFolder(stagingOf(context, runId));
}
