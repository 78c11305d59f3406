import type { Message, MessagePage } from '../../protocol/api/chat-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MESSAGE_PAGE } from '../../protocol/limits.ts';
import { findLeaf, setLeaf, touchChat } from '../database/chats.ts';
import { insertMessage, listPath, newestLeaf, pathLength, rateMessage } from '../database/messages.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { MAX_ALTERNATIVES, MAX_CHAT_MESSAGES, REVEALED_BEFORE } from './limits.ts';
import { PreferenceJournal } from './preference-journal.ts';
import {
  requireAnswer,
  requireChat,
  requireEndedAnswer,
  requireMessage,
  requireRoom,
} from './require-row.ts';

/**
 * The messages of chats. A chat is a tree of which one path is shown; the path is kept as the message it ends with, so that
 * showing another one changes nothing else.
 */
export class MessageTree {
  readonly #context: NodeContext;
  readonly #journal: PreferenceJournal;

  constructor(context: NodeContext) {
    this.#context = context;
    this.#journal = new PreferenceJournal(context);
  }

  /** The newest part of the path that is shown, or the part before the message `before`. */
  page(chatId: string, options: { before?: string | undefined; limit: number }): MessagePage {
    const { db } = this.#context;
    requireChat(db, chatId);
    const leaf =
      options.before === undefined ? findLeaf(db, chatId) : this.#in(chatId, options.before).parentId;
    return this.#upTo(leaf, options.limit);
  }

  /** Shows an alternative with what was last said after it. @throws LoamError `MESSAGE_UNKNOWN` */
  choose(messageId: string): MessagePage {
    const { db } = this.#context;
    const { chatId } = requireMessage(db, messageId);
    const leaf = newestLeaf(db, messageId);
    setLeaf(db, chatId, leaf);
    return this.#upTo(leaf, MESSAGE_PAGE);
  }

  /**
   * Shows the path that a message is on: all of it from a little before the message to its end.
   *
   * @throws LoamError `MESSAGE_UNKNOWN`
   */
  reveal(messageId: string): MessagePage {
    const { db } = this.#context;
    const { chatId } = requireMessage(db, messageId);
    let leaf = findLeaf(db, chatId) ?? messageId;
    let length = pathLength(db, leaf, messageId);
    if (length === 0) {
      leaf = newestLeaf(db, messageId);
      setLeaf(db, chatId, leaf);
      length = pathLength(db, leaf, messageId);
    }
    return this.#upTo(leaf, Math.max(MESSAGE_PAGE, length + REVEALED_BEFORE));
  }

  /**
   * Puts the owner's words beside an answer and shows them; kept as what should have been answered.
   *
   * @throws LoamError `MESSAGE_UNKNOWN`, `MESSAGE_NOT_ANSWER`, `CHAT_ANSWERING`, `ALTERNATIVES_FULL`, `CHAT_FULL`
   */
  editAnswer(answerId: string, text: string): Message {
    const { db, now } = this.#context;
    const { answer, question } = requireEndedAnswer(db, answerId);
    const chat = requireChat(db, answer.chatId);
    requireRoom(db, chat, question.id, { messages: MAX_CHAT_MESSAGES, alternatives: MAX_ALTERNATIVES });
    const id = newRowId(this.#context);
    db.transaction(() => {
      insertMessage(db, {
        id,
        chatId: chat.id,
        parentId: question.id,
        role: 'assistant',
        text,
        createdAt: now(),
        reason: 'stop',
        stats: null,
        edited: true,
        adapters: answer.adapters,
        model: answer.model,
      });
      touchChat(db, chat.id, { updatedAt: now() });
      if (answer.text !== '' && answer.text !== text) this.#journal.edited(question, id, answer.id);
    });
    return requireMessage(db, id);
  }

  /** Notes thumbs up, down or neither. @throws LoamError `MESSAGE_UNKNOWN`, `MESSAGE_NOT_ANSWER`, `CHAT_ANSWERING` */
  rate(answerId: string, rating: Message['rating']): Message {
    const { db } = this.#context;
    const { question } = requireEndedAnswer(db, answerId);
    db.transaction(() => {
      rateMessage(db, answerId, rating);
      this.#journal.rated(question);
    });
    return requireMessage(db, answerId);
  }

  /** Notes which of several answers the owner went on with. */
  wentOnWith(messageId: string | null): void {
    const { db } = this.#context;
    if (messageId === null) return;
    const message = requireMessage(db, messageId);
    if (message.role !== 'assistant' || message.alternatives.length < 2 || message.parentId === null) return;
    const { answer, question } = requireAnswer(db, messageId);
    this.#journal.wentOn(question, answer);
  }

  /** A message of this very chat. @throws LoamError `MESSAGE_UNKNOWN` */
  #in(chatId: string, id: string): Message {
    const message = requireMessage(this.#context.db, id);
    if (message.chatId === chatId) return message;
    throw new LoamError('MESSAGE_UNKNOWN', 'This message belongs to another chat.', {
      hint: 'Open that chat.',
    });
  }

  #upTo(leaf: string | null, limit: number): MessagePage {
    const messages = leaf === null ? [] : listPath(this.#context.db, leaf, limit);
    return { messages, more: (messages[0]?.parentId ?? null) !== null };
  }
}
