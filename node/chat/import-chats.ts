import { LoamError } from '../../protocol/errors/loam-error.ts';
import { countChats, insertChat, setLeaf } from '../database/chats.ts';
import { insertMessage } from '../database/messages.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { parseChatFile } from './chat-file.ts';
import { MAX_CHATS } from './limits.ts';

/**
 * Adds the chats of an exported file, all of them or none. They get ids of their own, so the same file may come twice.
 *
 * @throws LoamError `CHAT_FILE_FOREIGN`, `CHAT_FILE_NEWER`, `CHAT_FILE_DAMAGED`, `CHATS_FULL`
 */
export function importChats(context: NodeContext, text: string): { chats: number; messages: number } {
  const { db } = context;
  const chats = parseChatFile(text);
  if (countChats(db) + chats.length > MAX_CHATS) {
    throw new LoamError('CHATS_FULL', `With this file there would be more than ${MAX_CHATS} chats.`, {
      hint: 'Remove some first. Nothing was added.',
    });
  }
  let messages = 0;
  db.transaction(() => {
    for (const chat of chats) {
      const chatId = newRowId(context);
      insertChat(db, {
        id: chatId,
        title: chat.title,
        createdAt: chat.createdAt,
        updatedAt: chat.updatedAt,
        settings: chat.settings,
      });
      const ids = new Map<string, string>();
      for (const message of chat.messages) {
        const id = newRowId(context);
        ids.set(message.id, id);
        insertMessage(db, {
          ...message,
          id,
          chatId,
          parentId: message.parentId === null ? null : (ids.get(message.parentId) ?? null),
          // What was being written when it was exported is not being written here.
          reason: message.role === 'assistant' ? (message.reason ?? 'failed') : null,
        });
        messages++;
      }
      const shown = chat.shown === null ? undefined : ids.get(chat.shown);
      if (shown !== undefined) setLeaf(db, chatId, shown);
    }
  });
  return { chats: chats.length, messages };
}
