import { type Chat, chatSchema } from '../../protocol/api/chat-schemas.ts';
import type { Database } from './open-database.ts';
import { readRow } from './read-row.ts';

const COLUMNS = 'id, title, created_at AS createdAt, updated_at AS updatedAt';

const read = (row: unknown): Chat => readRow('chats', chatSchema, row);

/** Adds a conversation. */
export function insertChat(db: Database, chat: Chat): void {
  db.run('INSERT INTO chats (id, title, created_at, updated_at) VALUES (?, ?, ?, ?)', [
    chat.id,
    chat.title,
    chat.createdAt,
    chat.updatedAt,
  ]);
}

/** All conversations, the last used first. */
export function listChats(db: Database): Chat[] {
  return db.all(`SELECT ${COLUMNS} FROM chats ORDER BY updated_at DESC, id DESC`).map(read);
}

/** One conversation, if it is there. */
export function findChat(db: Database, id: string): Chat | undefined {
  const row = db.get(`SELECT ${COLUMNS} FROM chats WHERE id = ?`, [id]);
  return row === undefined ? undefined : read(row);
}

/** Sets when a conversation was last used, and its title when given. */
export function touchChat(db: Database, id: string, change: { title?: string; updatedAt: number }): void {
  db.run('UPDATE chats SET title = coalesce(?, title), updated_at = ? WHERE id = ?', [
    change.title ?? null,
    change.updatedAt,
    id,
  ]);
}

/** Removes a conversation with its messages. */
export function deleteChat(db: Database, id: string): void {
  db.run('DELETE FROM chats WHERE id = ?', [id]);
}
