import { z } from 'zod';
import { chatSettingsSchema, messageSchema } from '../../protocol/api/chat-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_MESSAGE_CHARS } from '../../protocol/limits.ts';
import { MAX_CHAT_MESSAGES, MAX_CHATS } from './limits.ts';

/** Says of a json file that it holds Loam's chats. */
export const CHAT_FILE_FORMAT = 'loam-chats';
/** Newest version of the file that is written and read. */
export const CHAT_FILE_VERSION = 1;

const time = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** A message in a file. Ids hold within one chat of the file; what a message follows stands before it. */
export const fileMessageSchema = messageSchema
  .pick({ role: true, reason: true, stats: true, edited: true, rating: true, adapters: true, model: true })
  .extend({
    id: z.string().min(1).max(64),
    parentId: z.string().max(64).nullable(),
    text: z.string().max(MAX_MESSAGE_CHARS * 4),
    createdAt: time,
  });
export type FileMessage = z.infer<typeof fileMessageSchema>;

const fileChatSchema = z.object({
  title: z.string().max(200),
  createdAt: time,
  updatedAt: time,
  settings: chatSettingsSchema,
  /** The message that the shown path ends with. */
  shown: z.string().max(64).nullable(),
  messages: z.array(fileMessageSchema).max(MAX_CHAT_MESSAGES),
});
export type FileChat = z.infer<typeof fileChatSchema>;

const fileSchema = z.object({ chats: z.array(fileChatSchema).max(MAX_CHATS) });

/**
 * Reads an exported file whole.
 *
 * @throws LoamError `CHAT_FILE_FOREIGN` when it is no file of Loam's chats, `CHAT_FILE_NEWER`, `CHAT_FILE_DAMAGED`
 */
export function parseChatFile(text: string): FileChat[] {
  const json = parseJson(text);
  const head = z.looseObject({ format: z.literal(CHAT_FILE_FORMAT), version: z.number() }).safeParse(json);
  if (!head.success) {
    throw new LoamError('CHAT_FILE_FOREIGN', 'This file does not hold chats of Loam. Nothing was added.', {
      hint: 'Choose a json file that Loam exported.',
    });
  }
  if (head.data.version > CHAT_FILE_VERSION) {
    throw new LoamError('CHAT_FILE_NEWER', 'A newer version of Loam wrote this file. Nothing was added.', {
      hint: 'Update Loam and try again.',
      data: { version: head.data.version, known: CHAT_FILE_VERSION },
    });
  }
  const file = fileSchema.safeParse(json);
  if (!file.success) throw damaged(`${file.error.issues[0]?.path.join('.')} is not as it should be`);
  for (const [i, chat] of file.data.chats.entries()) checkTree(chat, i);
  return file.data.chats;
}

function checkTree(chat: FileChat, index: number): void {
  const seen = new Set<string>();
  for (const { id, parentId } of chat.messages) {
    if (seen.has(id)) throw damaged(`a message of chat ${index + 1} is there twice`);
    if (parentId !== null && !seen.has(parentId))
      throw damaged(`a message of chat ${index + 1} follows one that is missing`);
    seen.add(id);
  }
  if (chat.shown === null ? seen.size > 0 : !seen.has(chat.shown))
    throw damaged(`the shown message of chat ${index + 1} is missing`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (text.includes(`"${CHAT_FILE_FORMAT}"`)) throw damaged('it ends too early or was changed', cause);
    return undefined;
  }
}

function damaged(detail: string, cause?: unknown): LoamError {
  return new LoamError('CHAT_FILE_DAMAGED', `This file of chats is damaged: ${detail}. Nothing was added.`, {
    hint: 'Export the chats again, or choose another copy of the file.',
    cause,
  });
}
