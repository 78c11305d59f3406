import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { Page } from './frame/page.tsx';
import { createStores, refreshAll, type Stores } from './stores/stores.ts';
import { createSystemStore, withStatus } from './stores/system-store.ts';
import { createUiStore, themeFrom, viewFrom } from './stores/ui-store.ts';
import { StoresProvider } from './stores/use-stores.tsx';
import { connect } from './transport/connection.ts';
import { openElectronChannel } from './transport/electron-channel.ts';
import { openWebSocketChannel } from './transport/websocket-channel.ts';

// Compiled schemas need eval, which the page's content security policy forbids.
config({ jitless: true });

const THEME_KEY = 'loam-theme';

const system = createSystemStore();
const ui = createUiStore({
  view: viewFrom(location.hash),
  theme: themeFrom(localStorage.getItem(THEME_KEY)),
});

function showTheme(): void {
  const { theme } = ui.getState();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
showTheme();
ui.subscribe(({ theme, view }, before) => {
  if (theme !== before.theme) {
    localStorage.setItem(THEME_KEY, theme);
    showTheme();
  }
  if (view !== before.view) history.replaceState(null, '', `#${view}`);
});

let stores: Stores | undefined;
const connection = connect('loamHost' in window ? openElectronChannel : openWebSocketChannel, {
  onOpen: () => {
    system.setState({ connection: 'open' });
    if (stores !== undefined) refreshAll(stores);
  },
  onStatus: (status) => {
    const before = system.getState().status;
    system.setState((state) => withStatus(state, status, Date.now()));
    if (stores !== undefined && before !== null) refreshChanged(stores, before, status);
  },
  onLost: () => {
    if (system.getState().connection !== 'connecting') system.setState({ connection: 'lost' });
  },
});
stores = createStores(connection.client, { system, ui });

/** Lists that a change of status makes stale. */
function refreshChanged(
  { network, audit, share }: Stores,
  before: { modelVersion: number; network: { state: string }; peers: { count: number } },
  now: typeof before,
): void {
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
      <Page onRetry={connection.retry} />
    </StoresProvider>
  </StrictMode>,
);
