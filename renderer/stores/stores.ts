import type { StoreApi } from 'zustand/vanilla';
import type { DesktopClient } from '../transport/desktop-client.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { type AuditState, createAuditStore } from './audit-store.ts';
import { type ChatState, createChatStore } from './chat-store.ts';
import { type CompareState, createCompareStore } from './compare-store.ts';
import { createDesktopStore, type DesktopFunctions } from './desktop-store.ts';
import { createEarnStore, type EarnState } from './earn-store.ts';
import { createGovernStore, type GovernState } from './govern-store.ts';
import { createKeysStore, type KeysState } from './keys-store.ts';
import { createLearnStore, type LearnState } from './learn-store.ts';
import { createModelsStore, type ModelsState } from './models-store.ts';
import { createNetworkStore, type NetworkState } from './network-store.ts';
import { createPresetStore, type PresetState } from './preset-store.ts';
import { createShareStore, type ShareState } from './share-store.ts';
import { createSignStore, type SignState } from './sign-store.ts';
import type { SystemState } from './system-store.ts';
import type { UiState } from './ui-store.ts';
import { createValidateStore, type ValidateState } from './validate-store.ts';
import { createWalletStore, type WalletState } from './wallet-store.ts';

/** What each store of the page holds, by name. */
export interface States {
  readonly system: SystemState;
  readonly ui: UiState;
  readonly desktop: DesktopFunctions;
  readonly keys: KeysState;
  readonly chat: ChatState;
  readonly compare: CompareState;
  readonly presets: PresetState;
  readonly learn: LearnState;
  readonly share: ShareState;
  readonly models: ModelsState;
  readonly network: NetworkState;
  readonly audit: AuditState;
  readonly sign: SignState;
  readonly wallet: WalletState;
  readonly validate: ValidateState;
  readonly govern: GovernState;
  readonly earn: EarnState;
}

/** Every store of the page, by name. */
export type Stores = { readonly [K in keyof States]: StoreApi<States[K]> };

/**
 * The stores that talk to the node, beside the two that are there before it answers.
 *
 * @param desktop the shell; null in a browser
 */
export function createStores(
  client: NodeClient,
  desktop: DesktopClient | null,
  first: Pick<Stores, 'system' | 'ui'>,
): Stores {
  return {
    ...first,
    desktop: createDesktopStore(desktop, first.ui),
    keys: createKeysStore(client),
    chat: createChatStore(client),
    compare: createCompareStore(client),
    presets: createPresetStore(client),
    learn: createLearnStore(client),
    share: createShareStore(client),
    models: createModelsStore(client),
    network: createNetworkStore(client),
    audit: createAuditStore(client),
    sign: createSignStore(client),
    wallet: createWalletStore(client),
    validate: createValidateStore(client),
    govern: createGovernStore(client),
    earn: createEarnStore(client),
  };
}

/** Fetches everything that may have changed while the node was away. */
export function refreshAll(stores: Stores): void {
  const { chat, presets, learn, models, share, network, audit } = stores;
  void chat.getState().refresh();
  void presets.getState().refresh();
  void learn.getState().refresh();
  void models.getState().refresh();
  void share.getState().refresh();
  void network.getState().refresh();
  void audit.getState().refresh();
}
