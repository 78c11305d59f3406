import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackupStatus, ImportedKeys } from '../../protocol/api/keys-schemas.ts';
import type { ChainServer } from '../../protocol/api/transaction-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** Keys and servers. No secret is ever in it: words and passphrases go through its functions only. */
export interface WalletState {
  /** The node's chain, for the libraries of other wallets. Never changes. */
  readonly node: Pick<NodeClient, 'wallet'>;
  readonly backup: BackupStatus | null;
  readonly servers: readonly ChainServer[];
  readonly busy: boolean;
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  /** The words, for eyes only; null when they could not be had, which is shown. */
  words(passphrase: string | null): Promise<readonly string[] | null>;
  /** Places whose words are wrong; null when that could not be told. */
  check(
    passphrase: string | null,
    answers: { place: number; word: string }[],
  ): Promise<readonly number[] | null>;
  later(): Promise<void>;
  /** Brings other keys here; null when they were refused. */
  bring(input: Parameters<NodeClient['keys']['import']>[0]): Promise<ImportedKeys | null>;
  /** Asks these servers from now on. @returns whether they were taken */
  setServers(urls: readonly string[]): Promise<boolean>;
  dismissError(): void;
}

/** The state of the wallet's store. */
export type WalletStore = StoreApi<WalletState>;

/** Store of keys and servers. */
export function createWalletStore(client: Pick<NodeClient, 'keys' | 'wallet' | 'network'>): WalletStore {
  return createStore<WalletState>((set, get) => {
    const run = async <T>(work: () => Promise<T>): Promise<T | null> => {
      if (get().busy) return null;
      set({ busy: true, error: null });
      try {
        return await work();
      } catch (error) {
        set({ error: toLoamError(error) });
        return null;
      } finally {
        set({ busy: false });
      }
    };
    return {
      node: client,
      backup: null,
      servers: [],
      busy: false,
      error: null,
      refresh: async () => {
        try {
          const [backup, servers] = await Promise.all([client.keys.backup(), client.network.servers()]);
          set({ backup, servers });
        } catch (error) {
          set({ error: fetchError(error) });
        }
      },
      words: (passphrase) => run(async () => (await client.keys.words({ passphrase })).words),
      check: (passphrase, answers) =>
        run(async () => {
          const { wrong } = await client.keys.check({ passphrase, answers });
          if (wrong.length === 0) set({ backup: await client.keys.backup() });
          return wrong;
        }),
      later: async () => {
        await run(async () => {
          await client.keys.later();
          set({ backup: await client.keys.backup() });
        });
      },
      bring: (input) => run(() => client.keys.import(input)),
      setServers: async (urls) => {
        const servers = await run(() => client.wallet.setServers({ urls: [...urls] }));
        if (servers !== null) set({ servers });
        return servers !== null;
      },
      dismissError: () => set({ error: null }),
    };
  });
}
