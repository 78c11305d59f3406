import { implement } from '@orpc/server';
import { expect, test } from 'vitest';
import { connectContract } from '../../protocol/api/connect-contract.ts';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import { serveRouter } from '../../protocol/api/serve-router.ts';
import type { DeepLink } from '../../protocol/desktop/deep-link-schema.ts';
import { type DesktopState, desktopContract } from '../../protocol/desktop/desktop-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { createDesktopStore } from './desktop-store.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import { createUiStore } from './ui-store.ts';

const STATE: DesktopState = {
  version: '0.1.0',
  platform: 'linux',
  settings: { launchAtLogin: false, stayInTray: false, quiet: [] },
  update: { state: 'none', canCheck: false, sentence: 'Not here.' },
  keychain: { name: 'GNOME Keyring', usable: true, sentence: 'It protects.' },
};

function open(links: readonly DeepLink[] = []) {
  const os = implement(desktopContract);
  const router = {
    watch: os.watch.handler(async function* () {
      yield STATE;
    }),
    links: os.links.handler(async function* () {
      yield* links;
    }),
    change: os.change.handler(() => {
      throw new LoamError('SETTINGS_NOT_KEPT', 'The disk is full.');
    }),
  };
  const { port1, port2 } = new MessageChannel();
  serveRouter(router, port1 as MessagePortLike);
  const ui = createUiStore({ view: 'chat', place: null, preferences: DEFAULT_PREFERENCES });
  return { ui, store: createDesktopStore(connectContract(desktopContract, port2 as MessagePortLike), ui) };
}

const WITHIN = { timeout: 10_000 };

test('in a browser the desktop’s functions are missing, and say so', async () => {
  const ui = createUiStore({ view: 'chat', place: null, preferences: DEFAULT_PREFERENCES });
  const store = createDesktopStore(null, ui);
  expect(store.getState()).toMatchObject({ available: false, state: null });
  await store.getState().change({ stayInTray: true });
  expect(store.getState().error).toBeNull();
});

test('the state is followed, and what is refused is told', async () => {
  const { store } = open();
  await expect.poll(() => store.getState().state, WITHIN).toEqual(STATE);
  await store.getState().change({ stayInTray: true });
  expect(store.getState().error).toMatchObject({ code: 'SETTINGS_NOT_KEPT' });
  store.getState().dismissError();
  expect(store.getState().error).toBeNull();
});

test('a link opens a view, and one to join a network only asks', async () => {
  const { ui } = open([{ open: 'version', version: 3 }]);
  await expect.poll(() => ui.getState(), WITHIN).toMatchObject({ view: 'audit', place: 'version-3' });
  const joining = open([{ open: 'join', descriptor: 'https://example.org/net.json' }]);
  await expect.poll(() => joining.ui.getState(), WITHIN).toMatchObject({ view: 'network', place: 'join' });
  expect(joining.store.getState().joinLink).toBe('https://example.org/net.json');
  joining.store.getState().takeJoinLink();
  expect(joining.store.getState().joinLink).toBeNull();
});
