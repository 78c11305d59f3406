import { type Preference, preferenceSchema } from '../../protocol/api/chat-schemas.ts';
import type { Database } from './open-database.ts';
import { readRow } from './read-row.ts';

/** What is written of a preference: the answers themselves stay in their own rows. */
export interface NewPreference {
  readonly id: string;
  readonly chatId: string;
  readonly questionId: string;
  readonly source: Preference['source'];
  readonly chosenId: string | null;
  readonly rejectedId: string | null;
  readonly createdAt: number;
}

/** Adds a preference; one that is there already stays as it is. */
export function insertPreference(db: Database, preference: NewPreference): void {
  db.run(
    `INSERT OR IGNORE INTO preferences (id, chat_id, question_id, source, chosen_id, rejected_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      preference.id,
      preference.chatId,
      preference.questionId,
      preference.source,
      preference.chosenId,
      preference.rejectedId,
      preference.createdAt,
    ],
  );
}

/** Takes back what the ratings of the answers to one question said. */
export function deleteRatingPreferences(db: Database, questionId: string): void {
  db.run("DELETE FROM preferences WHERE question_id = ? AND source = 'rating'", [questionId]);
}

/** Newest first, `before` that one. */
export function listPreferences(db: Database, page: { before?: string; limit: number }): Preference[] {
  return db
    .all(
      `SELECT p.id, p.chat_id AS chatId, p.question_id AS questionId, p.source, q.text AS prompt,
         c.text AS chosen, r.text AS rejected, p.created_at AS createdAt
       FROM preferences p JOIN messages q ON q.id = p.question_id
       LEFT JOIN messages c ON c.id = p.chosen_id LEFT JOIN messages r ON r.id = p.rejected_id
       WHERE p.id < ? ORDER BY p.id DESC LIMIT ?`,
      [page.before ?? '~', page.limit],
    )
    .map((row) => readRow('preferences', preferenceSchema, row));
}
