import { z } from 'zod';
import {
  type LearningProgress,
  type RunLogLine,
  runLogLineSchema,
} from '../../protocol/api/learn-schemas.ts';
import { exampleSchema } from '../../protocol/api/worker-contract.ts';
import { MAX_PLAN_CHARS, MAX_RUN_LOG_LINES } from './limits.ts';
import type { Database } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

const planSchema = z.object({
  lessons: z.array(z.object({ id: z.string(), prompt: z.string(), answer: z.string() })),
  practice: z.object({
    seed: z.string(),
    count: z.number().int(),
    families: z.array(z.string()).optional(),
  }),
  seed: z.string(),
  steps: z.number().int().optional(),
  learningRate: z.number().optional(),
  threads: z.number().int().optional(),
  /** Network adapter that it is trained on top of; null for the bare base. */
  adapterDir: z.string().nullable(),
  modelId: z.string(),
  /** Answers from before; null until the questions were asked. */
  before: z.array(z.string()).nullable(),
  /** The model's own answers to everyday questions; null until they were asked. */
  rehearsal: z.array(exampleSchema).nullable(),
  /** Whether the schedule began it; then the schedule may go on with it. */
  byItself: z.boolean(),
});
/** Everything that a run is trained with, so that it can go on after a restart to the same bytes. */
export type RunPlan = z.infer<typeof planSchema>;

/** Keeps what a run is trained with while it can go on; null when it has ended. */
export function savePlan(db: Database, runId: string, plan: RunPlan | null): void {
  db.run('UPDATE learning_runs SET plan = ? WHERE id = ?', [jsonColumn(plan, MAX_PLAN_CHARS), runId]);
}

/** What a run is trained with, while it can go on. */
export function readPlan(db: Database, runId: string): RunPlan | null {
  const row = db.get('SELECT plan FROM learning_runs WHERE id = ?', [runId]) as Row | undefined;
  const plan = parseColumn('learning_runs', row?.plan);
  return plan === null ? null : readRow('learning_runs', planSchema, plan);
}

/** Id of the run that is paused, the newest if there are more. */
export function pausedRun(db: Database): string | null {
  const row = db.get(
    "SELECT id FROM learning_runs WHERE state = 'paused' AND plan IS NOT NULL ORDER BY id DESC",
  );
  return row === undefined ? null : String((row as Row).id);
}

/** Why a run is paused, and how many of its steps are on disk. */
export function saveStanding(
  db: Database,
  runId: string,
  change: { pausedBy?: LearningProgress['pausedBy']; savedStep?: number },
): void {
  if (change.pausedBy !== undefined)
    db.run('UPDATE learning_runs SET paused_by = ? WHERE id = ?', [change.pausedBy, runId]);
  if (change.savedStep !== undefined)
    db.run('UPDATE learning_runs SET saved_step = ? WHERE id = ?', [change.savedStep, runId]);
}

/** {@link saveStanding} read back. */
export function readStanding(
  db: Database,
  runId: string,
): { pausedBy: LearningProgress['pausedBy']; savedStep: number } {
  const row = db.get(
    'SELECT paused_by AS pausedBy, saved_step AS savedStep FROM learning_runs WHERE id = ?',
    [runId],
  );
  const schema = z.object({
    pausedBy: z.enum(['owner', 'rules', 'closing']).nullable(),
    savedStep: z.number().int(),
  });
  return row === undefined ? { pausedBy: null, savedStep: 0 } : readRow('learning_runs', schema, row);
}

/** Notes which lessons a run's result will know. */
export function saveRunLessons(db: Database, runId: string, lessonIds: readonly string[]): void {
  db.transaction(() => {
    for (const id of lessonIds)
      db.run('INSERT OR IGNORE INTO run_lessons (run_id, lesson_id) VALUES (?, ?)', [runId, id]);
  });
}

/** Ids of the lessons in a run. */
export function lessonsOfRun(db: Database, runId: string): string[] {
  return db
    .all('SELECT lesson_id AS id FROM run_lessons WHERE run_id = ?', [runId])
    .map((row) => String((row as Row).id));
}

/** Ids of the runs that know a lesson, newest first. */
export function runsWithLesson(db: Database, lessonId: string): string[] {
  return db
    .all('SELECT run_id AS id FROM run_lessons WHERE lesson_id = ? ORDER BY run_id DESC', [lessonId])
    .map((row) => String((row as Row).id));
}

/** Adds a line to what happened in a run. */
export function addRunLog(db: Database, runId: string, line: RunLogLine): void {
  db.run(
    `INSERT INTO run_log (run_id, ord, at, what, step)
     SELECT ?, coalesce(max(ord), 0) + 1, ?, ?, ? FROM run_log WHERE run_id = ? HAVING count(*) < ${MAX_RUN_LOG_LINES}`,
    [runId, line.at, line.what, line.step, runId],
  );
}

/** What happened in a run, oldest first. */
export function listRunLog(db: Database, runId: string): RunLogLine[] {
  return db
    .all('SELECT at, what, step FROM run_log WHERE run_id = ? ORDER BY ord', [runId])
    .map((row) => readRow('run_log', runLogLineSchema, row));
}
