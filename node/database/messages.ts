import { type Message, messageSchema } from '../../protocol/api/chat-schemas.ts';
import { MAX_DETAILS_CHARS } from './limits.ts';
import type { Database } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

/** What a message is made of; without a `parentId` it is the first of its chat. Alternatives and lesson are other rows. */
export type NewMessage = Pick<Message, 'id' | 'chatId' | 'role' | 'text' | 'createdAt' | 'reason' | 'stats'> &
  Partial<Pick<Message, 'parentId' | 'edited' | 'rating' | 'adapters' | 'model'>>;

const COLUMNS = `m.id, m.chat_id AS chatId, m.parent_id AS parentId, m.role, m.text, m.created_at AS createdAt, m.reason,
  m.stats, m.edited, m.rating, m.adapters, m.model,
  (SELECT group_concat(id) FROM
    (SELECT s.id FROM messages s WHERE s.chat_id = m.chat_id AND s.parent_id IS m.parent_id ORDER BY s.id)) AS alternatives,
  (SELECT l.id FROM lessons l WHERE l.message_id = m.id) AS lessonId`;

function read(row: unknown): Message {
  const values = row as Row;
  return readRow('messages', messageSchema, {
    ...values,
    edited: values.edited === 1,
    alternatives: String(values.alternatives).split(','),
    stats: parseColumn('messages', values.stats),
    adapters: parseColumn('messages', values.adapters) ?? [],
  });
}

/** Adds a message to its conversation; the path that is shown ends with it. */
export function insertMessage(db: Database, message: NewMessage): void {
  db.run(
    `INSERT INTO messages (id, chat_id, parent_id, role, text, created_at, reason, stats, edited, rating, adapters, model)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      message.id,
      message.chatId,
      message.parentId ?? null,
      message.role,
      message.text,
      message.createdAt,
      message.reason,
      jsonColumn(message.stats, MAX_DETAILS_CHARS),
      message.edited === true ? 1 : 0,
      message.rating ?? null,
      jsonColumn(message.adapters ?? null, MAX_DETAILS_CHARS),
      message.model ?? '',
    ],
  );
}

/** All messages of a conversation with their alternatives, those made first at the front. */
export function listMessages(db: Database, chatId: string): Message[] {
  return db.all(`SELECT ${COLUMNS} FROM messages m WHERE m.chat_id = ? ORDER BY m.id`, [chatId]).map(read);
}

/** The messages that follow `parentId`, or begin the conversation where it is null; those made first at the front. */
export function listFollowers(db: Database, chatId: string, parentId: string | null): Message[] {
  return db
    .all(`SELECT ${COLUMNS} FROM messages m WHERE m.chat_id = ? AND m.parent_id IS ? ORDER BY m.id`, [
      chatId,
      parentId,
    ])
    .map(read);
}

/** How many they are. */
export function countFollowers(db: Database, chatId: string, parentId: string | null): number {
  const sql = 'SELECT count(*) AS count FROM messages WHERE chat_id = ? AND parent_id IS ?';
  return (db.get(sql, [chatId, parentId]) as { count: number }).count;
}

/** One message, if it is there. */
export function findMessage(db: Database, id: string): Message | undefined {
  const row = db.get(`SELECT ${COLUMNS} FROM messages m WHERE m.id = ?`, [id]);
  return row === undefined ? undefined : read(row);
}

/** The path that ends with `leafId`, oldest first: at most its newest `limit` messages. */
export function listPath(db: Database, leafId: string, limit: number): Message[] {
  return db
    .all(
      `WITH RECURSIVE path(id, parent_id, depth) AS (
         SELECT id, parent_id, 1 FROM messages WHERE id = ?
         UNION ALL
         SELECT p.id, p.parent_id, path.depth + 1 FROM path JOIN messages p ON p.id = path.parent_id WHERE path.depth < ?
       )
       SELECT ${COLUMNS} FROM path CROSS JOIN messages m ON m.id = path.id ORDER BY path.depth DESC`,
      [leafId, limit],
    )
    .map(read);
}

/** Where one comes to from a message by following its newest successors. */
export function newestLeaf(db: Database, id: string): string {
  const row = db.get(
    `WITH RECURSIVE down(id, chat_id, depth) AS (
       SELECT id, chat_id, 1 FROM messages WHERE id = ?
       UNION ALL
       SELECT (SELECT max(c.id) FROM messages c WHERE c.chat_id = down.chat_id AND c.parent_id = down.id), down.chat_id, down.depth + 1
       FROM down WHERE down.id IS NOT NULL
     )
     SELECT id FROM down WHERE id IS NOT NULL ORDER BY depth DESC LIMIT 1`,
    [id],
  ) as { id: string } | undefined;
  return row?.id ?? id;
}

/** How many messages of a path lie from `fromId` to its end `leafId`, both included; 0 when it is not on the path. */
export function pathLength(db: Database, leafId: string, fromId: string): number {
  const row = db.get(
    `WITH RECURSIVE path(id, parent_id, depth) AS (
       SELECT id, parent_id, 1 FROM messages WHERE id = ?1
       UNION ALL
       SELECT p.id, p.parent_id, path.depth + 1 FROM path JOIN messages p ON p.id = path.parent_id WHERE path.id <> ?2
     )
     SELECT depth FROM path WHERE id = ?2`,
    [leafId, fromId],
  ) as { depth: number } | undefined;
  return row?.depth ?? 0;
}

/** Writes how an answer goes on or how it ended; what is not named stays. */
export function updateMessage(
  db: Database,
  id: string,
  change: Partial<Pick<Message, 'text' | 'reason' | 'stats' | 'adapters' | 'model'>>,
): void {
  db.run(
    `UPDATE messages SET text = coalesce(?, text), reason = coalesce(?, reason), stats = coalesce(?, stats),
       adapters = coalesce(?, adapters), model = coalesce(?, model) WHERE id = ?`,
    [
      change.text ?? null,
      change.reason ?? null,
      jsonColumn(change.stats ?? null, MAX_DETAILS_CHARS),
      jsonColumn(change.adapters ?? null, MAX_DETAILS_CHARS),
      change.model ?? null,
      id,
    ],
  );
}

/** Opens an ended answer again, for going on with it. */
export function reopenAnswer(db: Database, id: string): void {
  db.run('UPDATE messages SET reason = NULL WHERE id = ?', [id]);
}

/** Notes what the owner thinks of an answer. */
export function rateMessage(db: Database, id: string, rating: Message['rating']): void {
  db.run('UPDATE messages SET rating = ? WHERE id = ?', [rating, id]);
}

/** Marks answers that no process is writing any more (found at start) as failed; returns how many. */
export function failInterruptedAnswers(db: Database): number {
  return db.run("UPDATE messages SET reason = 'failed' WHERE role = 'assistant' AND reason IS NULL");
}
