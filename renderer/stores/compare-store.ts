import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CompareEvent } from '../../protocol/api/chat-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { toLoamError } from './to-loam-error.ts';

/** One of the two answers, as far as it has come. */
export interface ComparedSide {
  readonly text: string;
  readonly done: Extract<CompareEvent, { type: 'done' }> | null;
}

/** The same question, answered by the base model and by what answers in chats. */
export interface CompareState {
  readonly question: string;
  readonly base: ComparedSide;
  readonly personal: ComparedSide;
  readonly running: boolean;
  readonly error: LoamError | null;
  compare(asked: { question: string; chatId: string; parentId: string | null }): Promise<void>;
  stop(): void;
}

/** The state of the compare store. */
export type CompareStore = StoreApi<CompareState>;

const NOTHING: ComparedSide = { text: '', done: null };

/** Store of the comparison. */
export function createCompareStore(client: NodeClient): CompareStore {
  let running: AbortController | null = null;
  return createStore<CompareState>((set, get) => ({
    question: '',
    base: NOTHING,
    personal: NOTHING,
    running: false,
    error: null,
    compare: async (asked) => {
      get().stop();
      const mine = new AbortController();
      running = mine;
      const { question } = asked;
      set({ question, base: NOTHING, personal: NOTHING, running: true, error: null });
      try {
        for await (const event of await client.chat.compare(asked, { signal: mine.signal })) {
          if (mine.signal.aborted) return;
          set({ [event.side]: withCompareEvent(get()[event.side], event) });
        }
      } catch (error) {
        if (!mine.signal.aborted) set({ error: toLoamError(error) });
      } finally {
        if (running === mine) set({ running: false });
      }
    },
    stop: () => {
      running?.abort();
      running = null;
      set({ running: false });
    },
  }));
}

/** One side after one event of the comparison. */
export function withCompareEvent(side: ComparedSide, event: CompareEvent): ComparedSide {
  return event.type === 'text' ? { ...side, text: side.text + event.text } : { ...side, done: event };
}
