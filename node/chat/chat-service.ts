import {
  type AnswerEvent,
  type Chat,
  type ChatSettings,
  DEFAULT_CHAT_SETTINGS,
  type Message,
  type MessagePage,
} from '../../protocol/api/chat-schemas.ts';
import type { ChatTurn, GenerationStats } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { deleteChat, findChat, findLeaf, insertChat, listChats, touchChat } from '../database/chats.ts';
import { findMessage, insertMessage, listMessages, listPath, updateMessage } from '../database/messages.ts';
import { type AdapterStack, personalStack } from '../learn/adapter-stack.ts';
import { setAsideDamaged } from '../learn/set-aside-damaged.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { MAX_CHATS, PERSIST_EVERY_MS, TITLE_CHARS, TURNS_SENT } from './limits.ts';

const ANSWER_TOKENS = 160;
const TEMPERATURE = 0.7;
const TOP_P = 0.9;

/** Conversations with the bot. Every message is in the database before it is on the screen. */
export class ChatService {
  readonly #context: NodeContext;
  readonly #network: () => { adapterDir: string | null };

  constructor(context: NodeContext, network: () => { adapterDir: string | null }) {
    this.#context = context;
    this.#network = network;
  }

  list(): Chat[] {
    return listChats(this.#context.db);
  }

  create(title: string | undefined, settings: Partial<ChatSettings> = {}): Chat {
    if (this.list().length >= MAX_CHATS) {
      throw new LoamError('CHATS_FULL', `There are ${MAX_CHATS} chats already.`, {
        hint: 'Remove some first.',
      });
    }
    const now = this.#context.now();
    const id = newRowId(this.#context);
    insertChat(this.#context.db, {
      id,
      title: title ?? '',
      createdAt: now,
      updatedAt: now,
      settings: { ...DEFAULT_CHAT_SETTINGS, ...settings },
    });
    return this.#require(id);
  }

  messages(chatId: string, limit: number): MessagePage {
    this.#require(chatId);
    const leaf = findLeaf(this.#context.db, chatId);
    const messages = leaf === null ? [] : listPath(this.#context.db, leaf, limit);
    return { messages, more: (messages[0]?.parentId ?? null) !== null };
  }

  remove(chatId: string): void {
    this.#require(chatId);
    deleteChat(this.#context.db, chatId);
  }

  /**
   * Asks and streams the answer. A reader that leaves stops the answer; what was said until then is kept.
   *
   * @throws LoamError `CHAT_UNKNOWN`; whatever loading the model or the worker reports
   */
  async *send(chatId: string, text: string, signal?: AbortSignal): AsyncGenerator<AnswerEvent, void, void> {
    const { db, worker, now } = this.#context;
    const chat = this.#require(chatId);
    const history = listMessages(db, chatId).filter((m) => m.text !== '');
    const question = this.#insert(chatId, 'user', text);
    touchChat(db, chatId, {
      updatedAt: now(),
      ...(chat.title === '' ? { title: text.replace(/\s+/g, ' ').slice(0, TITLE_CHARS) } : {}),
    });
    const answer = this.#insert(chatId, 'assistant', '');
    const turns = [...history, question]
      .slice(-TURNS_SENT)
      .map((m): ChatTurn => ({ role: m.role, content: m.text }));
    let said = '';
    let stats: GenerationStats | null = null;
    let reason: Message['reason'] = 'cancelled';
    let savedAt = now();
    const stack = this.#stack();
    try {
      yield { type: 'started', question, answerId: answer.id, answer };
      await this.#context.model();
      const stream = await worker.client.generate(
        {
          messages: turns,
          adapters: [...stack],
          maxTokens: ANSWER_TOKENS,
          temperature: TEMPERATURE,
          topP: TOP_P,
          seed: answer.id,
        },
        signal === undefined ? {} : { signal },
      );
      for await (const event of stream) {
        if (event.type === 'done') {
          ({ reason, stats } = event);
          break;
        }
        said += event.text;
        yield { type: 'text', text: event.text, at: now() };
        if (now() - savedAt > PERSIST_EVERY_MS) {
          updateMessage(db, answer.id, { text: said });
          savedAt = now();
        }
      }
    } catch (error) {
      if (signal?.aborted !== true) {
        reason = 'failed';
        throw await setAsideDamaged(this.#context, stack, error);
      }
    } finally {
      updateMessage(db, answer.id, { text: said, reason, stats });
    }
    yield { type: 'done', answer: { ...answer, text: said, reason, stats } };
  }

  /** One answer to one question, without a chat: the same words for the same question, nothing kept. */
  async answerOnce(prompt: string, adapters: AdapterStack, signal?: AbortSignal): Promise<string> {
    try {
      const stream = await this.#context.worker.client.generate(
        {
          messages: [{ role: 'user', content: prompt }],
          adapters: [...adapters],
          maxTokens: 64,
          temperature: 0,
          topP: 1,
          seed: 'once',
        },
        signal === undefined ? {} : { signal },
      );
      let said = '';
      for await (const event of stream) if (event.type === 'text') said += event.text;
      return said.trim();
    } catch (error) {
      throw await setAsideDamaged(this.#context, adapters, error);
    }
  }

  #stack(): AdapterStack {
    return personalStack(this.#context, this.#network().adapterDir);
  }

  #insert(chatId: string, role: 'user' | 'assistant', text: string): Message {
    const { db } = this.#context;
    const id = newRowId(this.#context);
    insertMessage(db, {
      id,
      chatId,
      parentId: findLeaf(db, chatId),
      role,
      text,
      createdAt: this.#context.now(),
      reason: null,
      stats: null,
    });
    return findMessage(db, id) as Message;
  }

  #require(chatId: string): Chat {
    const chat = findChat(this.#context.db, chatId);
    if (chat === null || chat === undefined) {
      throw new LoamError('CHAT_UNKNOWN', 'This chat does not exist any more.', {
        hint: 'Open another one.',
      });
    }
    return chat;
  }
}
