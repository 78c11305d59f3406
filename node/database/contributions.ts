import { type Contribution, contributionSchema } from '../../protocol/api/learn-schemas.ts';
import type { JsonValue } from '../../protocol/encoding/canonical-json.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_DETAILS_CHARS } from './limits.ts';
import type { Database } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

const COLUMNS = `id, run_id AS runId, created_at AS createdAt, updated_at AS updatedAt, state, sentence, cid,
  epoch, submission AS "index", utility_ppm AS utilityPpm, stake, reward, model_version AS modelVersion, error`;

const read = (row: unknown): Contribution => readRow('contributions', contributionSchema, row);

/** States in which nothing more happens to a contribution. */
const ENDED = "('paid', 'rejected', 'unresolved', 'failed')";

/** Adds a contribution. */
export function insertContribution(db: Database, contribution: Contribution): void {
  const { id, runId, createdAt } = contribution;
  db.transaction(() => {
    db.run(
      `INSERT INTO contributions (id, run_id, created_at, updated_at, state, sentence) VALUES (?, ?, ?, ?, '', '')`,
      [id, runId, createdAt, createdAt],
    );
    write(db, contribution);
  });
}

/** Changes a contribution; what is not named stays. Returns it as it is now. @throws LoamError `CONTRIBUTION_UNKNOWN` */
export function updateContribution(
  db: Database,
  id: string,
  change: Partial<Omit<Contribution, 'id' | 'runId' | 'createdAt'>>,
): Contribution {
  return db.transaction(() => {
    const before = findContribution(db, id);
    if (before === undefined) throw new LoamError('CONTRIBUTION_UNKNOWN', 'This contribution is not there.');
    const contribution = { ...before, ...change };
    write(db, contribution);
    return contribution;
  });
}

/** All contributions, newest first. */
export function listContributions(db: Database): Contribution[] {
  return db.all(`SELECT ${COLUMNS} FROM contributions ORDER BY id DESC`).map(read);
}

/** Contributions whose fate is still open, oldest first. */
export function listOpenContributions(db: Database): Contribution[] {
  return db.all(`SELECT ${COLUMNS} FROM contributions WHERE state NOT IN ${ENDED} ORDER BY id`).map(read);
}

/** One contribution, if it is there. */
export function findContribution(db: Database, id: string): Contribution | undefined {
  const row = db.get(`SELECT ${COLUMNS} FROM contributions WHERE id = ?`, [id]);
  return row === undefined ? undefined : read(row);
}

/** Keeps what only this node needs to go on with a contribution (bundle folder, transaction, network). */
export function saveContributionDetails(db: Database, id: string, details: JsonValue): void {
  db.run('UPDATE contributions SET details = ? WHERE id = ?', [jsonColumn(details, MAX_DETAILS_CHARS), id]);
}

/** What {@link saveContributionDetails} kept; null when nothing. The caller checks its shape. */
export function readContributionDetails(db: Database, id: string): unknown {
  const row = db.get('SELECT details FROM contributions WHERE id = ?', [id]) as Row | undefined;
  return parseColumn('contributions', row?.details);
}

function write(db: Database, c: Contribution): void {
  db.run(
    `UPDATE contributions SET updated_at = ?, state = ?, sentence = ?, cid = ?, epoch = ?, submission = ?,
      utility_ppm = ?, stake = ?, reward = ?, model_version = ?, error = ? WHERE id = ?`,
    [
      c.updatedAt,
      c.state,
      c.sentence,
      c.cid,
      c.epoch,
      c.index,
      c.utilityPpm,
      c.stake,
      c.reward,
      c.modelVersion,
      c.error,
      c.id,
    ],
  );
}
