import { createStore, type StoreApi } from 'zustand/vanilla';

/** The views that exist, in the rail's order. */
export const VIEWS = ['chat', 'learn', 'network', 'audit'] as const;
/** One of the views. */
export type View = (typeof VIEWS)[number];

/** The page's colours; `system` follows the computer. */
export const THEMES = ['system', 'light', 'dark'] as const;
/** One of the themes. */
export type Theme = (typeof THEMES)[number];

/** What the page itself remembers: where one is and how it looks. */
export interface UiState {
  readonly view: View;
  readonly theme: Theme;
  /** A question on its way from Chat to Learn; taken by the lesson form. */
  readonly draftPrompt: string | null;
  go(view: View): void;
  nextTheme(): void;
  teachBetter(prompt: string): void;
  takeDraft(): void;
}

/** The state of the page's own store. */
export type UiStore = StoreApi<UiState>;

/** Store of view and theme. @param first what was remembered from the last time */
export function createUiStore(first: { view: View; theme: Theme }): UiStore {
  return createStore<UiState>((set, get) => ({
    ...first,
    draftPrompt: null,
    go: (view) => set({ view }),
    nextTheme: () => set({ theme: THEMES[(THEMES.indexOf(get().theme) + 1) % THEMES.length] ?? 'system' }),
    teachBetter: (prompt) => set({ view: 'learn', draftPrompt: prompt }),
    takeDraft: () => set({ draftPrompt: null }),
  }));
}

/** The view that `text` (an address's fragment) names; Chat for anything else. */
export function viewFrom(text: string): View {
  return VIEWS.find((view) => `#${view}` === text) ?? 'chat';
}

/** The theme that `text` names; the system's for anything else. */
export function themeFrom(text: string | null): Theme {
  return THEMES.find((theme) => theme === text) ?? 'system';
}
