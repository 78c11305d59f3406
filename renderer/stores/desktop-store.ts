import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeepLink } from '../../protocol/desktop/deep-link-schema.ts';
import type { DesktopSettings, DesktopState } from '../../protocol/desktop/desktop-contract.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { DesktopClient } from '../transport/desktop-client.ts';
import { toLoamError } from './to-loam-error.ts';
import type { UiStore } from './ui-store.ts';

/** What only the desktop app can do. */
export interface DesktopFunctions {
  /** False in a browser: the views then say that the desktop app has it. */
  readonly available: boolean;
  /** Null in a browser, and until the shell has answered. */
  readonly state: DesktopState | null;
  /** The address of a network's file that a link asked to join; nothing happened yet but this question. */
  readonly joinLink: string | null;
  readonly error: LoamError | null;
  change(change: Partial<DesktopSettings>): Promise<void>;
  checkUpdate(): Promise<void>;
  downloadUpdate(): Promise<void>;
  installUpdate(): Promise<void>;
  showDataFolder(): Promise<void>;
  /** Opens an https address in the system's browser, or in a new tab of this one. */
  openExternal(url: string): Promise<void>;
  takeJoinLink(): void;
  dismissError(): void;
}

/** The state of the desktop store. */
export type DesktopStore = StoreApi<DesktopFunctions>;

/** Store of what the desktop app adds. @param client null in a browser */
export function createDesktopStore(client: DesktopClient | null, ui: UiStore): DesktopStore {
  const store = createStore<DesktopFunctions>((set) => {
    const ask = async (work: (desktop: DesktopClient) => Promise<unknown>): Promise<void> => {
      if (client === null) return;
      try {
        await work(client);
        set({ error: null });
      } catch (error) {
        set({ error: toLoamError(error) });
      }
    };
    return {
      available: client !== null,
      state: null,
      joinLink: null,
      error: null,
      change: (change) => ask((desktop) => desktop.change(change)),
      checkUpdate: () => ask((desktop) => desktop.update.check()),
      downloadUpdate: () => ask((desktop) => desktop.update.download()),
      installUpdate: () => ask((desktop) => desktop.update.install()),
      showDataFolder: () => ask((desktop) => desktop.showDataFolder()),
      openExternal: async (url) => {
        if (client === null) window.open(url, '_blank', 'noopener,noreferrer');
        else await ask((desktop) => desktop.openExternal({ url }));
      },
      takeJoinLink: () => set({ joinLink: null }),
      dismissError: () => set({ error: null }),
    };
  });
  if (client !== null) {
    void follow(
      () => client.watch(),
      (state) => store.setState({ state }),
    );
    void follow(
      () => client.links(),
      (link) => openLink(link, ui, store),
    );
  }
  return store;
}

/** A link from outside opens a view; one to join a network only asks. */
function openLink(link: DeepLink, ui: UiStore, store: DesktopStore): void {
  const { go } = ui.getState();
  if (link.open === 'view') go(link.view);
  else if (link.open === 'version') go('audit', `version-${link.version}`);
  else if (link.open === 'proposal') go('govern', `proposal-${link.proposal}`);
  else {
    store.setState({ joinLink: link.descriptor });
    go('network', 'join');
  }
}

async function follow<T>(open: () => Promise<AsyncIterable<T>>, hear: (item: T) => void): Promise<void> {
  try {
    for await (const item of await open()) hear(item);
  } catch {
    // The shell is gone, and with it this page.
  }
}
