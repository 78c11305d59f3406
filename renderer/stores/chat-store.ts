import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type AnswerEvent,
  type Chat,
  type ChatSettings,
  DEFAULT_CHAT_SETTINGS,
  type Message,
  type SearchHit,
} from '../../protocol/api/chat-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_MESSAGE_PAGE, MESSAGE_PAGE } from '../../protocol/limits.ts';
import { saveFile } from '../parts/save-file.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { endedAs, withAnswerEvent, withMessage } from './chat-messages.ts';
import { perFrame } from './per-frame.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** An answer on its way. */
export interface Streaming {
  readonly chatId: string;
  /** Null until the node has given the answer an id. */
  readonly answerId: string | null;
  /** When the worker had the newest piece of it, milliseconds since 1970. */
  readonly tokenAt: number | null;
}

/** What the panel at the right shows. */
export type ChatPanel =
  | { readonly kind: 'answer' | 'compare'; readonly messageId: string }
  | { readonly kind: 'settings' };

/** What reading a file of chats brought. */
export interface Imported {
  readonly chats: number;
  readonly messages: number;
}

/** Chats, the open one's messages, and the answer on its way. */
export interface ChatState {
  readonly chats: readonly Chat[];
  readonly openId: string | null;
  /** The newest part of the path that is shown. */
  readonly messages: readonly Message[];
  /** True when older messages can be fetched. */
  readonly more: boolean;
  /** True while the open chat's messages are being fetched. */
  readonly loading: boolean;
  readonly loadingOlder: boolean;
  readonly streaming: Streaming | null;
  readonly error: LoamError | null;
  /** What was asked when `error` came, so that it can be asked again. */
  readonly failedText: string | null;
  /** How a chat that has not begun will be answered. */
  readonly draft: ChatSettings;
  /** A message that was searched for, to be scrolled to. */
  readonly revealed: string | null;
  readonly panel: ChatPanel | null;
  readonly imported: Imported | null;
  refresh(): Promise<void>;
  open(chatId: string | null): Promise<void>;
  /** Fetches older messages of the open chat: one page or, with `all`, every one. */
  loadOlder(all?: boolean): Promise<void>;
  /** Opens the chat of a message on the path that it is on. */
  reveal(hit: Pick<SearchHit, 'chatId' | 'messageId'>): Promise<void>;
  takeRevealed(): void;
  rename(chatId: string, title: string): Promise<void>;
  remove(chatId: string): Promise<void>;
  configure(change: Partial<ChatSettings>): Promise<void>;
  /** Asks. @param parentId what the question follows; left out, the end of the path */
  send(text: string, parentId?: string | null): Promise<void>;
  regenerate(answerId: string): Promise<void>;
  goOn(answerId: string): Promise<void>;
  /** Asks again what failed. */
  again(): Promise<void>;
  /** Ends the answer at once; what was said stays. */
  stop(): void;
  /** Puts other words beside an answer; resolves to the id of what is shown now, or null when that failed. */
  editAnswer(answerId: string, text: string): Promise<string | null>;
  choose(messageId: string): Promise<void>;
  rate(answerId: string, rating: Message['rating']): Promise<void>;
  /** Makes a lesson of an answer, or removes that lesson. */
  remember(answerId: string, keep: boolean): Promise<void>;
  /** @throws LoamError whatever the node refuses with */
  search(query: string, chatId?: string): Promise<readonly SearchHit[]>;
  exportChats(chatId: string | null, format: 'md' | 'json'): Promise<void>;
  importChats(text: string): Promise<void>;
  show(panel: ChatPanel | null): void;
  dismissError(): void;
}

/** The state of the chat store. */
export type ChatStore = StoreApi<ChatState>;

type AnswerStream = Promise<AsyncIterable<AnswerEvent>>;

/** Store of the chats. */
export function createChatStore(client: NodeClient): ChatStore {
  let answer: AbortController | null = null;
  return createStore<ChatState>((set, get) => {
    const openChat = async (): Promise<string> => {
      const { openId, draft } = get();
      if (openId !== null) return openId;
      const chat = await client.chat.create({ settings: draft });
      set({ openId: chat.id, messages: [], more: false, chats: [chat, ...get().chats] });
      return chat.id;
    };

    /** Follows an answer to its end, or until somebody stops it. */
    const follow = async (
      begin: (chatId: string, signal: AbortSignal) => AnswerStream,
      failedText: string | null,
    ): Promise<void> => {
      if (get().streaming !== null) return;
      const mine = new AbortController();
      answer = mine;
      const { signal } = mine;
      const begun = { chatId: get().openId ?? '', answerId: null, tokenAt: null };
      set({ error: null, failedText: null, streaming: begun });
      try {
        const chatId = await openChat();
        if (signal.aborted) return;
        let streaming: Streaming = { ...begun, chatId };
        set({ streaming });
        // A quick model has more tokens than the screen has frames.
        const shown = perFrame<AnswerEvent>((events) => {
          if (signal.aborted) return;
          for (const event of events) {
            if (event.type === 'started') streaming = { ...streaming, answerId: event.answerId };
            if (event.type === 'text') streaming = { ...streaming, tokenAt: event.at };
          }
          const messages =
            get().openId === chatId ? { messages: events.reduce(withAnswerEvent, get().messages) } : {};
          set({ streaming, ...messages });
        });
        try {
          for await (const event of await begin(chatId, signal)) {
            if (signal.aborted) return;
            shown.add(event);
            if (event.type !== 'text') shown.flush();
            if (event.type === 'started') void get().refresh();
          }
        } finally {
          shown.flush();
        }
      } catch (error) {
        if (signal.aborted) return;
        set({ error: toLoamError(error), failedText, messages: endedAs(get().messages, 'failed') });
      } finally {
        if (answer === mine) {
          answer = null;
          set({ streaming: null });
          void get().refresh();
        }
      }
    };

    /** Does something that may be refused, and says so. */
    const attempt = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        set({ error: toLoamError(error), failedText: null });
      }
    };
    const shown = (chat: Chat) => set({ chats: get().chats.map((old) => (old.id === chat.id ? chat : old)) });
    const leave = (chatId: string | null) => {
      if (get().streaming !== null) get().stop();
      set({
        openId: chatId,
        messages: [],
        more: false,
        loadingOlder: false,
        error: null,
        failedText: null,
        revealed: null,
        panel: get().panel?.kind === 'settings' ? get().panel : null,
        draft: DEFAULT_CHAT_SETTINGS,
      });
    };

    return {
      chats: [],
      openId: null,
      messages: [],
      more: false,
      loading: false,
      loadingOlder: false,
      streaming: null,
      error: null,
      failedText: null,
      draft: DEFAULT_CHAT_SETTINGS,
      revealed: null,
      panel: null,
      imported: null,
      refresh: async () => {
        try {
          set({ chats: await client.chat.list() });
        } catch (error) {
          set({ error: fetchError(error) });
        }
      },
      open: async (chatId) => {
        leave(chatId);
        set({ loading: chatId !== null });
        if (chatId === null) return;
        try {
          const page = await client.chat.messages({ chatId });
          if (get().openId === chatId) set({ ...page, loading: false });
        } catch (error) {
          if (get().openId === chatId) set({ error: toLoamError(error), loading: false });
        }
      },
      loadOlder: async (all = false) => {
        const { openId: chatId, loadingOlder } = get();
        if (chatId === null || loadingOlder || !get().more) return;
        set({ loadingOlder: true });
        const limit = all ? MAX_MESSAGE_PAGE : MESSAGE_PAGE;
        await attempt(async () => {
          do {
            const first = get().messages[0];
            if (first === undefined) return;
            const { messages, more } = await client.chat.messages({ chatId, before: first.id, limit });
            if (get().openId !== chatId || get().messages[0]?.id !== first.id) return;
            set({ messages: [...messages, ...get().messages], more });
          } while (all && get().more);
        });
        set({ loadingOlder: false });
      },
      reveal: ({ chatId, messageId }) =>
        attempt(async () => {
          const page = await client.chat.reveal({ messageId });
          if (get().openId !== chatId || get().streaming !== null) leave(chatId);
          set({ ...page, loading: false, revealed: messageId });
        }),
      takeRevealed: () => set({ revealed: null }),
      rename: (chatId, title) => attempt(async () => shown(await client.chat.rename({ chatId, title }))),
      remove: (chatId) =>
        attempt(async () => {
          if (get().streaming?.chatId === chatId) get().stop();
          await client.chat.remove({ chatId });
          if (get().openId === chatId) leave(null);
          set({ chats: get().chats.filter(({ id }) => id !== chatId) });
        }),
      configure: (change) =>
        attempt(async () => {
          const { openId: chatId, chats, draft } = get();
          if (chatId === null) return set({ draft: { ...draft, ...change } });
          const before = chats.find(({ id }) => id === chatId);
          if (before !== undefined) shown({ ...before, settings: { ...before.settings, ...change } });
          try {
            shown(await client.chat.configure({ chatId, settings: change }));
          } catch (error) {
            if (before !== undefined) shown(before);
            throw error;
          }
        }),
      send: async (text, parentId) => {
        if (text.trim() === '') return;
        const following = parentId === undefined ? {} : { parentId };
        await follow((chatId, signal) => client.chat.send({ chatId, text, ...following }, { signal }), text);
      },
      regenerate: (answerId) => follow((_, signal) => client.chat.regenerate({ answerId }, { signal }), null),
      goOn: (answerId) => follow((_, signal) => client.chat.continue({ answerId }, { signal }), null),
      again: async () => {
        const { failedText, messages } = get();
        const last = messages.at(-1);
        if (last?.role === 'assistant' && last.reason === 'failed') await get().regenerate(last.id);
        else if (failedText !== null) await get().send(failedText);
      },
      stop: () => {
        answer?.abort();
        answer = null;
        set({ streaming: null, messages: endedAs(get().messages, 'cancelled') });
      },
      editAnswer: async (answerId, text) => {
        let shownId: string | null = null;
        await attempt(async () => {
          const { message } = await client.chat.editAnswer({ answerId, text });
          const at = get().messages.findIndex(({ id }) => id === answerId);
          if (at >= 0) set({ messages: [...get().messages.slice(0, at), message] });
          shownId = message.id;
        });
        return shownId;
      },
      choose: (messageId) =>
        attempt(async () => {
          const at = get().messages.findIndex(({ alternatives }) => alternatives.includes(messageId));
          const before = get().messages.slice(0, Math.max(0, at));
          const page = await client.chat.choose({ messageId });
          // What stood before the fork stays, so that the reader's place does.
          const from = page.messages.findIndex(({ id }) => id === messageId);
          set(from < 0 ? page : { messages: [...before, ...page.messages.slice(from)] });
        }),
      rate: (answerId, rating) =>
        attempt(async () => {
          const message = await client.chat.rate({ answerId, rating });
          set({ messages: withMessage(get().messages, message) });
        }),
      remember: (answerId, keep) =>
        attempt(async () => {
          const lessonId = keep ? (await client.chat.remember({ answerId })).id : null;
          if (!keep) await client.chat.forget({ answerId });
          const messages = get().messages.map((m) => (m.id === answerId ? { ...m, lessonId } : m));
          set({ messages });
        }),
      search: async (query, chatId) => {
        try {
          return await client.chat.search({ query, ...(chatId === undefined ? {} : { chatId }) });
        } catch (error) {
          throw toLoamError(error);
        }
      },
      exportChats: (chatId, format) =>
        attempt(async () => {
          let file: { name: string; mediaType: string } | null = null;
          let pieces: string[] = [];
          for await (const event of await client.chat.export({ chatId, format })) {
            if (event.type === 'text') pieces.push(event.text);
            else {
              if (file !== null) saveFile(file.name, pieces, file.mediaType);
              file = event;
              pieces = [];
            }
          }
          if (file !== null) saveFile(file.name, pieces, file.mediaType);
        }),
      importChats: (text) =>
        attempt(async () => {
          set({ imported: null });
          const imported = await client.chat.import({ text });
          set({ imported, error: null });
          await get().refresh();
        }),
      show: (panel) => set({ panel }),
      dismissError: () => set({ error: null, failedText: null, imported: null }),
    };
  });
}
