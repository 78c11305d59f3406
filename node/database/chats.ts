import {
  type Chat,
  type ChatSettings,
  chatSchema,
  DEFAULT_CHAT_SETTINGS,
} from '../../protocol/api/chat-schemas.ts';
import { MAX_DETAILS_CHARS } from './limits.ts';
import type { Database } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

const COLUMNS = `c.id, c.title, c.created_at AS createdAt, c.updated_at AS updatedAt, c.settings,
  (SELECT count(*) FROM messages m WHERE m.chat_id = c.id) AS messageCount`;

function read(row: unknown): Chat {
  const settings = parseColumn('chats', (row as Row).settings) as Partial<ChatSettings> | null;
  return readRow('chats', chatSchema, {
    ...(row as Row),
    settings: { ...DEFAULT_CHAT_SETTINGS, ...settings },
  });
}

/** Adds a conversation. */
export function insertChat(
  db: Database,
  chat: Pick<Chat, 'id' | 'title' | 'createdAt' | 'updatedAt'> & { settings?: ChatSettings },
): void {
  db.run('INSERT INTO chats (id, title, created_at, updated_at, settings) VALUES (?, ?, ?, ?, ?)', [
    chat.id,
    chat.title,
    chat.createdAt,
    chat.updatedAt,
    jsonColumn(chat.settings ?? {}, MAX_DETAILS_CHARS),
  ]);
}

/** All conversations, the last used first. */
export function listChats(db: Database): Chat[] {
  return db.all(`SELECT ${COLUMNS} FROM chats c ORDER BY c.updated_at DESC, c.id DESC`).map(read);
}

/** How many conversations there are. */
export function countChats(db: Database): number {
  return (db.get('SELECT count(*) AS count FROM chats') as { count: number }).count;
}

/** One conversation, if it is there. */
export function findChat(db: Database, id: string): Chat | undefined {
  const row = db.get(`SELECT ${COLUMNS} FROM chats c WHERE c.id = ?`, [id]);
  return row === undefined ? undefined : read(row);
}

/** Last message of the path that is shown; null when there is none. */
export function findLeaf(db: Database, id: string): string | null {
  const row = db.get('SELECT leaf_id AS leaf FROM chats WHERE id = ?', [id]) as
    | { leaf: string | null }
    | undefined;
  return row?.leaf ?? null;
}

/** Sets which message the path that is shown ends with. */
export function setLeaf(db: Database, id: string, leafId: string): void {
  db.run('UPDATE chats SET leaf_id = ? WHERE id = ?', [leafId, id]);
}

/** Sets when a conversation was last used, and its title and settings when given. */
export function touchChat(
  db: Database,
  id: string,
  change: { title?: string; settings?: ChatSettings; updatedAt?: number },
): void {
  db.run(
    `UPDATE chats SET title = coalesce(?, title), settings = coalesce(?, settings), updated_at = coalesce(?, updated_at)
     WHERE id = ?`,
    [
      change.title ?? null,
      jsonColumn(change.settings ?? null, MAX_DETAILS_CHARS),
      change.updatedAt ?? null,
      id,
    ],
  );
}

/** Removes a conversation with its messages. */
export function deleteChat(db: Database, id: string): void {
  db.run('DELETE FROM chats WHERE id = ?', [id]);
}
