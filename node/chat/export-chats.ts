import type { Chat, ExportEvent, Message } from '../../protocol/api/chat-schemas.ts';
import { MAX_CHAT_IMPORT_CHARS } from '../../protocol/limits.ts';
import { findLeaf, listChats } from '../database/chats.ts';
import { listMessages, listPath } from '../database/messages.ts';
import type { Database } from '../database/open-database.ts';
import { CHAT_FILE_FORMAT, CHAT_FILE_VERSION, type FileChat, type FileMessage } from './chat-file.ts';
import { EXPORT_PIECE_MESSAGES, MAX_CHAT_MESSAGES } from './limits.ts';
import { requireChat } from './require-row.ts';

/**
 * One chat, or all of them with null, as a file: json holds every alternative and can be read back, md what is shown. Where
 * json grows past what can be read back at once, a further `file` event begins a further file.
 *
 * @param fileChars most characters of one json file; a chat that is larger has a file for itself
 * @throws LoamError `CHAT_UNKNOWN`
 */
export function* exportChats(
  db: Database,
  chatId: string | null,
  format: 'md' | 'json',
  now: number,
  fileChars = MAX_CHAT_IMPORT_CHARS,
): Generator<ExportEvent, void, void> {
  const chats = chatId === null ? listChats(db) : [requireChat(db, chatId)];
  const name = fileName(chatId === null ? 'chats' : (chats[0]?.title ?? ''), now);
  if (format === 'md') yield* markdown(db, chats, `${name}.md`);
  else yield* json(db, chats, { name, now, fileChars });
}

function* markdown(db: Database, chats: readonly Chat[], name: string): Generator<ExportEvent, void, void> {
  yield { type: 'file', name, mediaType: 'text/markdown' };
  for (const chat of chats) {
    const title = chat.title.replace(/\s+/g, ' ').trim();
    yield { type: 'text', text: `# ${title === '' ? 'Chat' : title}\n\n${day(chat.createdAt)}\n\n` };
    const leaf = findLeaf(db, chat.id);
    const path = leaf === null ? [] : listPath(db, leaf, MAX_CHAT_MESSAGES);
    for (const messages of pieces(path)) yield { type: 'text', text: messages.map(paragraph).join('') };
  }
}

function paragraph({ role, text, edited }: Message): string {
  const who = role === 'user' ? 'You' : edited ? 'Loam, edited by you' : 'Loam';
  return `**${who}:**\n\n${text}\n\n`;
}

function* json(
  db: Database,
  chats: readonly Chat[],
  { name, now, fileChars }: { name: string; now: number; fileChars: number },
): Generator<ExportEvent, void, void> {
  const head = `{"format":"${CHAT_FILE_FORMAT}","version":${CHAT_FILE_VERSION},"exportedAt":${now},"chats":[`;
  const foot = ']}\n';
  let files = 0;
  let length = Number.POSITIVE_INFINITY;
  for (const chat of chats) {
    const messages = listMessages(db, chat.id);
    const [open, ...rest] = chatJson(chat, findLeaf(db, chat.id), messages);
    const size = [open ?? '', ...rest].reduce((sum, piece) => sum + piece.length, 0);
    if (length + size + foot.length >= fileChars) {
      if (files > 0) yield { type: 'text', text: foot };
      files++;
      yield {
        type: 'file',
        name: `${name}${files === 1 ? '' : `-${files}`}.json`,
        mediaType: 'application/json',
      };
      yield { type: 'text', text: head + open };
      length = head.length + size;
    } else {
      yield { type: 'text', text: `,${open}` };
      length += size + 1;
    }
    for (const text of rest) yield { type: 'text', text };
  }
  if (files === 0) {
    yield { type: 'file', name: `${name}.json`, mediaType: 'application/json' };
    yield { type: 'text', text: head };
  }
  yield { type: 'text', text: foot };
}

/** A chat's json in pieces. */
function chatJson(chat: Chat, shown: string | null, messages: readonly Message[]): string[] {
  const { title, createdAt, updatedAt, settings } = chat;
  const fields: Omit<FileChat, 'messages'> = { title, createdAt, updatedAt, settings, shown };
  const parts = pieces(messages).map((piece, i) => {
    const text = piece.map((message) => JSON.stringify(fileMessage(message))).join(',');
    return i === 0 ? text : `,${text}`;
  });
  return [`${JSON.stringify(fields).slice(0, -1)},"messages":[`, ...parts, ']}'];
}

function fileMessage(message: Message): FileMessage {
  const { id, parentId, role, text, createdAt, reason, stats, edited, rating, adapters, model } = message;
  return { id, parentId, role, text, createdAt, reason, stats, edited, rating, adapters, model };
}

function pieces<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / EXPORT_PIECE_MESSAGES);
  return Array.from({ length: count }, (_, i) =>
    items.slice(i * EXPORT_PIECE_MESSAGES, (i + 1) * EXPORT_PIECE_MESSAGES),
  );
}

/** A name that every file system takes. */
function fileName(title: string, now: number): string {
  const words = title
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return `loam-${words === '' ? 'chat' : words}-${day(now)}`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
