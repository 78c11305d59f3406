import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { toLoamError } from './to-loam-error.ts';

/** Opening and protecting the keys; how they stand is in the status. */
export interface KeysState {
  readonly busy: boolean;
  readonly error: LoamError | null;
  /** Opens them with a passphrase, or asks the keychain again without one. */
  unlock(passphrase?: string): Promise<boolean>;
  /** Protects them with a passphrase. @param current the one that does now, where one does */
  protect(passphrase: string, current?: string): Promise<boolean>;
}

/** The state of the keys store. */
export type KeysStore = StoreApi<KeysState>;

/** Store of the keys. No passphrase is kept in it. */
export function createKeysStore(client: Pick<NodeClient, 'system'>): KeysStore {
  return createStore<KeysState>((set, get) => {
    const run = async (work: () => Promise<unknown>): Promise<boolean> => {
      if (get().busy) return false;
      set({ busy: true, error: null });
      try {
        await work();
        return true;
      } catch (error) {
        set({ error: toLoamError(error) });
        return false;
      } finally {
        set({ busy: false });
      }
    };
    return {
      busy: false,
      error: null,
      unlock: (passphrase) => run(() => client.system.unlock(passphrase === undefined ? {} : { passphrase })),
      protect: (passphrase, current) =>
        run(() => client.system.setPassphrase({ passphrase, ...(current === undefined ? {} : { current }) })),
    };
  });
}
