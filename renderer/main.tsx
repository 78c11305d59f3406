import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { PageInLanguage } from './frame/page-in-language.tsx';
import { readPreferences, showPreferences, writePreferences } from './stores/preferences.ts';
import { createStores, refreshAll, type Stores } from './stores/stores.ts';
import { createSystemStore, withStatus } from './stores/system-store.ts';
import { createUiStore, type UiState, viewFrom } from './stores/ui-store.ts';
import { StoresProvider } from './stores/use-stores.tsx';
import { connect } from './transport/connection.ts';
import { openDesktop } from './transport/desktop-client.ts';
import { openElectronChannel } from './transport/electron-channel.ts';
import { visibilityOf } from './transport/visibility.ts';
import { openWebSocketChannel } from './transport/websocket-channel.ts';
import { language, languageFrom, setLanguage } from './words/language.ts';

// Compiled schemas need eval, which the page's content security policy forbids.
config({ jitless: true });

const system = createSystemStore();
const ui = createUiStore({ ...viewFrom(location.hash), preferences: readPreferences(localStorage) });

function showUi({ preferences }: Pick<UiState, 'preferences'>): void {
  const wanted = preferences.language === 'system' ? navigator.languages : [preferences.language];
  setLanguage(languageFrom(wanted));
  showPreferences(document.documentElement, preferences, language());
}
showUi(ui.getState());
ui.subscribe((now, before) => {
  if (now.preferences !== before.preferences) {
    writePreferences(localStorage, now.preferences);
    showUi(now);
  }
  if (now.view !== before.view) history.replaceState(null, '', `#${now.view}`);
});

let stores: Stores | undefined;
const connection = connect(
  'loamHost' in window ? openElectronChannel : openWebSocketChannel,
  {
    onOpen: () => {
      system.setState({ connection: 'open' });
      if (stores !== undefined) refreshAll(stores);
    },
    onStatus: (status) => {
      // For `npm run bench -- app`: from here on one can write.
      if (system.getState().status === null) performance.mark('loam-ready');
      const before = system.getState().status;
      system.setState((state) => withStatus(state, status, Date.now()));
      if (stores !== undefined && before !== null) refreshChanged(stores, before, status);
    },
    onLost: () => {
      if (system.getState().connection !== 'connecting') system.setState({ connection: 'lost' });
    },
  },
  undefined,
  visibilityOf(document),
);
stores = createStores(connection.client, openDesktop(), { system, ui });

/** Lists that a change of status makes stale. */
function refreshChanged(
  { network, audit, share, learn }: Stores,
  before: {
    modelVersion: number;
    network: { state: string };
    peers: { count: number };
    learning: { state: string; reason: string | null };
  },
  now: typeof before,
): void {
  if (before.learning.state !== now.learning.state) void learn.getState().refresh();
  else if (before.learning.reason !== now.learning.reason) void learn.getState().refreshAuto();
  if (before.peers.count !== now.peers.count) void network.getState().refresh();
  if (before.modelVersion !== now.modelVersion || before.network.state !== now.network.state) {
    void audit.getState().refresh();
    void share.getState().refresh();
  }
}

const root = document.getElementById('root');
if (root === null) throw new LoamError('PAGE_BROKEN', 'The page has no root element.');
createRoot(root).render(
  <StrictMode>
    <StoresProvider stores={stores}>
      <PageInLanguage onRetry={connection.retry} />
    </StoresProvider>
  </StrictMode>,
);
