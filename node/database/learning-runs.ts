import { z } from 'zod';
import { type CurvePoint, type LearningRun, learningRunSchema } from '../../protocol/api/learn-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_CURVE_POINTS, MAX_DETAILS_CHARS, MAX_STATE_VALUE_CHARS } from './limits.ts';
import type { Database } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

/** How a run was trained; what a contribution's `train_meta.json` is made of. */
export const runDetailsSchema = z.object({
  seed: z.string(),
  practiceSeed: z.string(),
  rank: z.number().int(),
  alpha: z.number(),
  steps: z.number().int(),
  learningRate: z.number(),
  parameters: z.number().int(),
  bytes: z.number().int(),
});
export type RunDetails = z.infer<typeof runDetailsSchema>;

const COLUMNS = `id, state, started_at AS startedAt, finished_at AS finishedAt, base_version AS baseVersion,
  lessons, practice_items AS practiceItems, comparisons, adapter_bytes AS adapterBytes, error`;

function read(db: Database, row: unknown): LearningRun {
  const { id, comparisons } = row as Row;
  return readRow('learning_runs', learningRunSchema, {
    ...(row as Row),
    comparisons: parseColumn('learning_runs', comparisons),
    curve: db.all(
      'SELECT step, loss, held_out_loss AS heldOutLoss FROM curve_points WHERE run_id = ? ORDER BY step',
      [String(id)],
    ),
  });
}

/** Adds a run with the curve that it has so far. */
export function insertRun(db: Database, run: LearningRun): void {
  db.transaction(() => {
    db.run(
      `INSERT INTO learning_runs (id, state, started_at, finished_at, base_version, lessons, practice_items,
        comparisons, adapter_bytes, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        run.id,
        run.state,
        run.startedAt,
        run.finishedAt,
        run.baseVersion,
        run.lessons,
        run.practiceItems,
        jsonColumn(run.comparisons, MAX_STATE_VALUE_CHARS),
        run.adapterBytes,
        run.error,
      ],
    );
    for (const point of run.curve) appendCurvePoint(db, run.id, point);
  });
}

/** Changes a run; what is not named stays. A given curve replaces the old one. @throws LoamError `RUN_UNKNOWN` */
export function updateRun(db: Database, id: string, change: Partial<Omit<LearningRun, 'id'>>): void {
  db.transaction(() => {
    const before = findRun(db, id);
    if (before === undefined) throw new LoamError('RUN_UNKNOWN', 'This training run is not there any more.');
    const run = { ...before, ...change };
    db.run(
      `UPDATE learning_runs SET state = ?, started_at = ?, finished_at = ?, base_version = ?, lessons = ?,
        practice_items = ?, comparisons = ?, adapter_bytes = ?, error = ? WHERE id = ?`,
      [
        run.state,
        run.startedAt,
        run.finishedAt,
        run.baseVersion,
        run.lessons,
        run.practiceItems,
        jsonColumn(run.comparisons, MAX_STATE_VALUE_CHARS),
        run.adapterBytes,
        run.error,
        id,
      ],
    );
    if (change.curve !== undefined) {
      db.run('DELETE FROM curve_points WHERE run_id = ?', [id]);
      for (const point of change.curve) appendCurvePoint(db, id, point);
    }
  });
}

/** Adds one point to a run's curve; a repeated step overwrites. Steps beyond the limit are left out. */
export function appendCurvePoint(db: Database, id: string, point: CurvePoint): void {
  if (point.step > MAX_CURVE_POINTS) return;
  db.run('INSERT OR REPLACE INTO curve_points (run_id, step, loss, held_out_loss) VALUES (?, ?, ?, ?)', [
    id,
    point.step,
    point.loss,
    point.heldOutLoss,
  ]);
}

/** All runs, newest first. */
export function listRuns(db: Database): LearningRun[] {
  return db.all(`SELECT ${COLUMNS} FROM learning_runs ORDER BY id DESC`).map((row) => read(db, row));
}

/** One run, if it is there. */
export function findRun(db: Database, id: string): LearningRun | undefined {
  const row = db.get(`SELECT ${COLUMNS} FROM learning_runs WHERE id = ?`, [id]);
  return row === undefined ? undefined : read(db, row);
}

/** Keeps how a run was trained. */
export function saveRunDetails(db: Database, id: string, details: RunDetails): void {
  db.run('UPDATE learning_runs SET details = ? WHERE id = ?', [jsonColumn(details, MAX_DETAILS_CHARS), id]);
}

/** How a run was trained; null while unknown. */
export function readRunDetails(db: Database, id: string): RunDetails | null {
  const row = db.get('SELECT details FROM learning_runs WHERE id = ?', [id]) as Row | undefined;
  const details = parseColumn('learning_runs', row?.details);
  return details === null ? null : readRow('learning_runs', runDetailsSchema, details);
}

/** Ends runs that no process is training any more (found at start); returns how many. */
export function failInterruptedRuns(db: Database, at: number, error: string): number {
  return db.run(
    "UPDATE learning_runs SET state = 'failed', finished_at = ?, error = ? WHERE state = 'running'",
    [at, error],
  );
}

/** Pauses runs that can go on and that no process is training any more (found at start); returns how many. */
export function pauseInterruptedRuns(db: Database): number {
  return db.run(
    "UPDATE learning_runs SET state = 'paused', paused_by = 'closing' WHERE state = 'running' AND plan IS NOT NULL",
  );
}
