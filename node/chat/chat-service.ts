import { type Chat, type ChatSettings, DEFAULT_CHAT_SETTINGS } from '../../protocol/api/chat-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { countChats, deleteChat, insertChat, listChats, touchChat } from '../database/chats.ts';
import type { AdapterStack } from '../learn/adapter-stack.ts';
import { setAsideDamaged } from '../learn/set-aside-damaged.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { Answering } from './answering.ts';
import { MAX_CHATS } from './limits.ts';
import { MessageTree } from './message-tree.ts';
import { Presets } from './presets.ts';
import { requireChat } from './require-row.ts';

/** Settings to change; what is absent or undefined stays. */
export type SettingsChange = { readonly [K in keyof ChatSettings]?: ChatSettings[K] | undefined };

/** Conversations with the bot. Every message is in the database before it is on the screen. */
export class ChatService {
  readonly tree: MessageTree;
  readonly answers: Answering;
  readonly presets: Presets;
  readonly #context: NodeContext;

  constructor(context: NodeContext, network: () => { adapterDir: string | null }) {
    this.#context = context;
    this.tree = new MessageTree(context);
    this.answers = new Answering(context, this.tree, network);
    this.presets = new Presets(context);
  }

  list(): Chat[] {
    return listChats(this.#context.db);
  }

  /** @throws LoamError `CHATS_FULL` */
  create(title: string | undefined, settings: SettingsChange = {}): Chat {
    const { db, now } = this.#context;
    if (countChats(db) >= MAX_CHATS) {
      throw new LoamError('CHATS_FULL', `There are ${MAX_CHATS} chats already.`, {
        hint: 'Remove some first.',
      });
    }
    const id = newRowId(this.#context);
    insertChat(db, {
      id,
      title: title ?? '',
      createdAt: now(),
      updatedAt: now(),
      settings: changed(DEFAULT_CHAT_SETTINGS, settings),
    });
    return requireChat(db, id);
  }

  /** @throws LoamError `CHAT_UNKNOWN` */
  rename(chatId: string, title: string): Chat {
    requireChat(this.#context.db, chatId);
    touchChat(this.#context.db, chatId, { title });
    return requireChat(this.#context.db, chatId);
  }

  /** @throws LoamError `CHAT_UNKNOWN` */
  configure(chatId: string, settings: SettingsChange): Chat {
    const chat = requireChat(this.#context.db, chatId);
    touchChat(this.#context.db, chatId, { settings: changed(chat.settings, settings) });
    return requireChat(this.#context.db, chatId);
  }

  /** @throws LoamError `CHAT_UNKNOWN` */
  remove(chatId: string): void {
    requireChat(this.#context.db, chatId);
    deleteChat(this.#context.db, chatId);
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
}

function changed(settings: ChatSettings, change: SettingsChange): ChatSettings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
