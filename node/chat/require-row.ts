import type { Chat, Message } from '../../protocol/api/chat-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { findChat } from '../database/chats.ts';
import { countFollowers, findMessage } from '../database/messages.ts';
import type { Database } from '../database/open-database.ts';

/** The chat. @throws LoamError `CHAT_UNKNOWN` */
export function requireChat(db: Database, id: string): Chat {
  const chat = findChat(db, id);
  if (chat !== undefined) return chat;
  throw new LoamError('CHAT_UNKNOWN', 'This chat does not exist any more.', { hint: 'Open another one.' });
}

/** The message. @throws LoamError `MESSAGE_UNKNOWN` */
export function requireMessage(db: Database, id: string): Message {
  const message = findMessage(db, id);
  if (message !== undefined) return message;
  throw new LoamError('MESSAGE_UNKNOWN', 'This message does not exist any more.', {
    hint: 'Open the chat again.',
  });
}

/** An answer and the question it answers. @throws LoamError `MESSAGE_UNKNOWN`, `MESSAGE_NOT_ANSWER` */
export function requireAnswer(db: Database, id: string): { answer: Message; question: Message } {
  const answer = requireMessage(db, id);
  if (answer.role !== 'assistant' || answer.parentId === null) {
    throw new LoamError('MESSAGE_NOT_ANSWER', 'This message is not an answer to a question.', {
      hint: 'Choose an answer.',
    });
  }
  return { answer, question: requireMessage(db, answer.parentId) };
}

/** The same, ended. @throws LoamError as {@link requireAnswer}, `CHAT_ANSWERING` while it is being written */
export function requireEndedAnswer(db: Database, id: string): { answer: Message; question: Message } {
  const both = requireAnswer(db, id);
  if (both.answer.reason !== null) return both;
  throw new LoamError('CHAT_ANSWERING', 'This answer is still being written.', {
    hint: 'Wait for its end, or stop it.',
  });
}

/** Room for one more message after `parentId`. @throws LoamError `CHAT_FULL`, `ALTERNATIVES_FULL` */
export function requireRoom(
  db: Database,
  chat: Chat,
  parentId: string | null,
  limits: { readonly messages: number; readonly alternatives: number },
): void {
  if (chat.messageCount >= limits.messages) {
    throw new LoamError('CHAT_FULL', `This chat has ${limits.messages} messages already.`, {
      hint: 'Start a new chat.',
    });
  }
  if (countFollowers(db, chat.id, parentId) >= limits.alternatives) {
    throw new LoamError('ALTERNATIVES_FULL', `There are ${limits.alternatives} alternatives already.`, {
      hint: 'Go on with one of them, or start a new chat.',
    });
  }
}
