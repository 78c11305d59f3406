import { type Lesson, lessonSchema } from '../../protocol/api/learn-schemas.ts';
import type { Database } from './open-database.ts';
import { type Row, readRow } from './read-row.ts';

const SELECT = `SELECT lessons.id, prompt, answer, lessons.created_at AS createdAt, learned_at AS learnedAt, allowed,
  CASE WHEN message_id IS NULL THEN 'typed' WHEN messages.edited = 1 THEN 'edited'
    WHEN messages.rating = 'up' THEN 'liked' ELSE 'chat' END AS source,
  chats.id AS chatId
  FROM lessons LEFT JOIN messages ON messages.id = message_id LEFT JOIN chats ON chats.id = lessons.chat_id`;

/** A lesson as its table knows it; what is found in it is not stored. */
export type StoredLesson = Omit<Lesson, 'identifiers'>;
const storedSchema = lessonSchema.omit({ identifiers: true });

const read = (row: unknown): StoredLesson =>
  readRow('lessons', storedSchema, { ...(row as Row), allowed: (row as Row).allowed === 1 });

/** The answer in a chat that a lesson was made of. */
export interface LessonOrigin {
  readonly chatId: string;
  readonly messageId: string;
}

/** Adds a lesson. */
export function insertLesson(
  db: Database,
  lesson: Pick<Lesson, 'id' | 'prompt' | 'answer' | 'createdAt' | 'learnedAt'>,
  origin?: LessonOrigin,
): void {
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
export function listLessons(db: Database): StoredLesson[] {
  return db.all(`${SELECT} ORDER BY lessons.id`).map(read);
}

/** One lesson, if it is there. */
export function findLesson(db: Database, id: string): StoredLesson | undefined {
  const row = db.get(`${SELECT} WHERE lessons.id = ?`, [id]);
  return row === undefined ? undefined : read(row);
}

/** How many lessons there are. */
export function countLessons(db: Database): number {
  return (db.get('SELECT count(*) AS count FROM lessons') as { count: number }).count;
}

/** Changes a lesson's text; it is then not learned yet. Returns whether it was there. */
export function updateLesson(db: Database, id: string, text: { prompt: string; answer: string }): boolean {
  return (
    db.run('UPDATE lessons SET prompt = ?, answer = ?, learned_at = NULL, allowed = 0 WHERE id = ?', [
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

/** Ids of the lessons that came from a chat. */
export function lessonsOfChat(db: Database, chatId: string): string[] {
  return db.all('SELECT id FROM lessons WHERE chat_id = ?', [chatId]).map((row) => String((row as Row).id));
}

/** Notes that no update that answers includes these lessons. */
export function markLessonsUnlearned(db: Database, ids: readonly string[]): void {
  for (const id of ids) db.run('UPDATE lessons SET learned_at = NULL WHERE id = ?', [id]);
}

/** Whether a lesson is learned although something personal is in it. */
export function allowLesson(db: Database, id: string, allowed: boolean): void {
  db.run('UPDATE lessons SET allowed = ? WHERE id = ?', [allowed ? 1 : 0, id]);
}
