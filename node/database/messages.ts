import { type Message, messageSchema } from '../../protocol/api/chat-schemas.ts';
import { MAX_DETAILS_CHARS } from './limits.ts';
import type { Database } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

const COLUMNS = 'id, chat_id AS chatId, role, text, created_at AS createdAt, reason, stats';

function read(row: unknown): Message {
  return readRow('messages', messageSchema, {
    ...(row as Row),
    stats: parseColumn('messages', (row as Row).stats),
  });
}

/** Adds a message to its conversation. */
export function insertMessage(db: Database, message: Message): void {
  db.run(
    'INSERT INTO messages (id, chat_id, role, text, created_at, reason, stats) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [
      message.id,
      message.chatId,
      message.role,
      message.text,
      message.createdAt,
      message.reason,
      jsonColumn(message.stats, MAX_DETAILS_CHARS),
    ],
  );
}

/** The messages of a conversation, oldest first. */
export function listMessages(db: Database, chatId: string): Message[] {
  return db.all(`SELECT ${COLUMNS} FROM messages WHERE chat_id = ? ORDER BY id`, [chatId]).map(read);
}

/** One message, if it is there. */
export function findMessage(db: Database, id: string): Message | undefined {
  const row = db.get(`SELECT ${COLUMNS} FROM messages WHERE id = ?`, [id]);
  return row === undefined ? undefined : read(row);
}

/** Writes how an answer goes on or how it ended; what is not named stays. */
export function updateMessage(
  db: Database,
  id: string,
  change: Partial<Pick<Message, 'text' | 'reason' | 'stats'>>,
): void {
  db.run(
    'UPDATE messages SET text = coalesce(?, text), reason = coalesce(?, reason), stats = coalesce(?, stats) WHERE id = ?',
    [change.text ?? null, change.reason ?? null, jsonColumn(change.stats ?? null, MAX_DETAILS_CHARS), id],
  );
}

/** Marks answers that no process is writing any more (found at start) as failed; returns how many. */
export function failInterruptedAnswers(db: Database): number {
  return db.run("UPDATE messages SET reason = 'failed' WHERE role = 'assistant' AND reason IS NULL");
}
