import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnswerEvent, Chat, Message } from '../../protocol/api/chat-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** An answer on its way. */
export interface Streaming {
  readonly chatId: string;
  /** Null until the node has given the answer an id. */
  readonly answerId: string | null;
}

/** Chats, the open one's messages, and the answer on its way. */
export interface ChatState {
  readonly chats: readonly Chat[];
  readonly openId: string | null;
  readonly messages: readonly Message[];
  /** True while the open chat's messages are being fetched. */
  readonly loading: boolean;
  readonly streaming: Streaming | null;
  readonly error: LoamError | null;
  /** What was asked when `error` came, so that it can be asked again. */
  readonly failedText: string | null;
  refresh(): Promise<void>;
  open(chatId: string | null): Promise<void>;
  remove(chatId: string): Promise<void>;
  send(text: string): Promise<void>;
  /** Ends the answer at once; what was said stays. */
  stop(): void;
  dismissError(): void;
}

/** The state of the chat store. */
export type ChatStore = StoreApi<ChatState>;

/** Store of the chats. */
export function createChatStore(client: NodeClient): ChatStore {
  let answer: AbortController | null = null;
  return createStore<ChatState>((set, get) => {
    const openChat = async (): Promise<string> => {
      const { openId } = get();
      if (openId !== null) return openId;
      const chat = await client.chat.create({});
      set({ openId: chat.id, messages: [], chats: [chat, ...get().chats] });
      return chat.id;
    };
    const follow = async (text: string, signal: AbortSignal): Promise<void> => {
      const chatId = await openChat();
      if (signal.aborted) return;
      set({ streaming: { chatId, answerId: null } });
      for await (const event of await client.chat.send({ chatId, text }, { signal })) {
        if (signal.aborted) return;
        if (get().openId === chatId) set({ messages: withAnswerEvent(get().messages, event) });
        if (event.type === 'started') {
          set({ streaming: { chatId, answerId: event.answerId } });
          void get().refresh();
        }
      }
    };
    return {
      chats: [],
      openId: null,
      messages: [],
      loading: false,
      streaming: null,
      error: null,
      failedText: null,
      refresh: async () => {
        try {
          set({ chats: await client.chat.list() });
        } catch (error) {
          set({ error: fetchError(error) });
        }
      },
      open: async (chatId) => {
        if (get().streaming !== null) get().stop();
        set({ openId: chatId, messages: [], error: null, failedText: null, loading: chatId !== null });
        if (chatId === null) return;
        try {
          const { messages } = await client.chat.messages({ chatId });
          if (get().openId === chatId) set({ messages, loading: false });
        } catch (error) {
          if (get().openId === chatId) set({ error: toLoamError(error), loading: false });
        }
      },
      remove: async (chatId) => {
        if (get().streaming?.chatId === chatId) get().stop();
        try {
          await client.chat.remove({ chatId });
          if (get().openId === chatId) set({ openId: null, messages: [], error: null });
          set({ chats: get().chats.filter(({ id }) => id !== chatId) });
        } catch (error) {
          set({ error: toLoamError(error) });
        }
      },
      send: async (text) => {
        if (get().streaming !== null || text.trim() === '') return;
        const mine = new AbortController();
        answer = mine;
        set({ error: null, failedText: null, streaming: { chatId: get().openId ?? '', answerId: null } });
        try {
          await follow(text, mine.signal);
        } catch (error) {
          if (mine.signal.aborted) return;
          set({ error: toLoamError(error), failedText: text, messages: endedAs(get().messages, 'failed') });
        } finally {
          if (answer === mine) {
            answer = null;
            set({ streaming: null });
            void get().refresh();
          }
        }
      },
      stop: () => {
        answer?.abort();
        answer = null;
        set({ streaming: null, messages: endedAs(get().messages, 'cancelled') });
      },
      dismissError: () => set({ error: null, failedText: null }),
    };
  });
}

/** Messages of a chat after one event of its answer's stream. */
export function withAnswerEvent(messages: readonly Message[], event: AnswerEvent): readonly Message[] {
  if (event.type === 'started') {
    return [...messages, event.question, event.answer];
  }
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return messages;
  const next = event.type === 'text' ? { ...last, text: last.text + event.text } : event.answer;
  return [...messages.slice(0, -1), next];
}

/** The same messages, the last answer ended for `reason` if it had not ended. */
export function endedAs(messages: readonly Message[], reason: 'cancelled' | 'failed'): readonly Message[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant' || last.reason !== null) return messages;
  return [...messages.slice(0, -1), { ...last, reason }];
}
