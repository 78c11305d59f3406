import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Preferences } from './preferences.ts';

/** The views that exist, in the rail's order. */
export const VIEWS = ['chat', 'learn', 'earn', 'validate', 'govern', 'network', 'audit', 'settings'] as const;
/** One of the views. */
export type View = (typeof VIEWS)[number];

/** What the page itself remembers: where one is and how it looks. */
export interface UiState {
  readonly view: View;
  /** A place within the view, for example a settings section or a chat; the view takes it and does what it means. */
  readonly place: string | null;
  readonly preferences: Preferences;
  /** A question on its way from Chat to Learn; taken by the lesson form. */
  readonly draftPrompt: string | null;
  go(view: View, place?: string): void;
  prefer(change: Partial<Preferences>): void;
  teachBetter(prompt: string): void;
  takeDraft(): void;
  takePlace(): void;
}

/** The state of the page's own store. */
export type UiStore = StoreApi<UiState>;

/** Store of view and preferences. @param first what was remembered from the last time */
export function createUiStore(first: Pick<UiState, 'view' | 'place' | 'preferences'>): UiStore {
  return createStore<UiState>((set, get) => ({
    ...first,
    draftPrompt: null,
    go: (view, place) => set({ view, place: place ?? null }),
    prefer: (change) => set({ preferences: { ...get().preferences, ...change } }),
    teachBetter: (prompt) => set({ view: 'learn', draftPrompt: prompt }),
    takeDraft: () => set({ draftPrompt: null }),
    takePlace: () => set({ place: null }),
  }));
}

/** View and place that `fragment` (of the page's address, `#settings/models`) names; Chat for anything else. */
export function viewFrom(fragment: string): Pick<UiState, 'view' | 'place'> {
  const [name = '', place] = fragment.slice(1).split('/', 2);
  const view = VIEWS.find((known) => fragment.startsWith('#') && known === name);
  if (view === undefined) return { view: 'chat', place: null };
  return { view, place: place !== undefined && /^[\w-]{1,80}$/.test(place) ? place : null };
}
