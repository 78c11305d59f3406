import { z } from 'zod';
import type { Database } from './open-database.ts';
import { readRow } from './read-row.ts';

/** Mark before what was found in {@link FoundMessage.snippet}; {@link HIT_END} comes after it. */
export const HIT_START = '\u0002';
export const HIT_END = '\u0003';

const foundSchema = z.object({
  chatId: z.string(),
  chatTitle: z.string(),
  messageId: z.string(),
  role: z.enum(['user', 'assistant']),
  createdAt: z.number(),
  snippet: z.string(),
});

/** A row of the search's result. */
export type FoundMessage = z.infer<typeof foundSchema>;

/**
 * Ended messages that hold all of `words`, the last one also as a beginning; those that were added last come first.
 *
 * @param words without anything that FTS5 takes for a sign of its own: letters, digits and marks only
 * @param around words shown around what was found, at most 64
 */
export function searchMessages(
  db: Database,
  words: readonly string[],
  page: { chatId?: string; limit: number; around: number },
): FoundMessage[] {
  const text = `{text} : (${words.map((word) => `"${word}"`).join(' AND ')}*)`;
  const chat = page.chatId === undefined ? '' : `{chat_id} : "${page.chatId.replaceAll('"', '')}" AND `;
  return db
    .all(
      `SELECT m.chat_id AS chatId, c.title AS chatTitle, m.id AS messageId, m.role, m.created_at AS createdAt, f.snippet
       FROM (SELECT rowid, snippet(message_search, 1, ?, ?, '…', ?) AS snippet FROM message_search
             WHERE message_search MATCH ? ORDER BY rowid DESC LIMIT ?) f
       CROSS JOIN messages m ON m.ord = f.rowid JOIN chats c ON c.id = m.chat_id ORDER BY m.ord DESC`,
      [HIT_START, HIT_END, page.around, chat + text, page.limit],
    )
    .map((row) => readRow('messages', foundSchema, row));
}
