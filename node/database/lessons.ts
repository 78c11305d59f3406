import { type Lesson, lessonSchema } from '../../protocol/api/learn-schemas.ts';
import type { Database } from './open-database.ts';
import { readRow } from './read-row.ts';

const COLUMNS = 'id, prompt, answer, created_at AS createdAt, learned_at AS learnedAt';

const read = (row: unknown): Lesson => readRow('lessons', lessonSchema, row);

/** The answer in a chat that a lesson was made of. */
export interface LessonOrigin {
  readonly chatId: string;
  readonly messageId: string;
}

/** Adds a lesson. */
export function insertLesson(db: Database, lesson: Lesson, origin?: LessonOrigin): void {
  const sql =
    'INSERT INTO lessons (id, prompt, answer, created_at, learned_at, chat_id, message_id) VALUES (?, ?, ?, ?, ?, ?, ?)';
  db.run(sql, [
    lesson.id,
    lesson.prompt,
    lesson.answer,
    lesson.createdAt,
    lesson.learnedAt,
    origin?.chatId ?? null,
    origin?.messageId ?? null,
  ]);
}

/** All lessons, oldest first. */
export function listLessons(db: Database): Lesson[] {
  return db.all(`SELECT ${COLUMNS} FROM lessons ORDER BY id`).map(read);
}

/** One lesson, if it is there. */
export function findLesson(db: Database, id: string): Lesson | undefined {
  const row = db.get(`SELECT ${COLUMNS} FROM lessons WHERE id = ?`, [id]);
  return row === undefined ? undefined : read(row);
}

/** How many lessons there are. */
export function countLessons(db: Database): number {
  return (db.get('SELECT count(*) AS count FROM lessons') as { count: number }).count;
}

/** Changes a lesson's text; it is then not learned yet. Returns whether it was there. */
export function updateLesson(db: Database, id: string, text: { prompt: string; answer: string }): boolean {
  return (
    db.run('UPDATE lessons SET prompt = ?, answer = ?, learned_at = NULL WHERE id = ?', [
      text.prompt,
      text.answer,
      id,
    ]) > 0
  );
}

/** Removes a lesson. */
export function deleteLesson(db: Database, id: string): void {
  db.run('DELETE FROM lessons WHERE id = ?', [id]);
}

/** Notes that a finished run included these lessons. */
export function markLessonsLearned(db: Database, ids: readonly string[], at: number): void {
  db.transaction(() => {
    for (const id of ids) db.run('UPDATE lessons SET learned_at = ? WHERE id = ?', [at, id]);
  });
}
