import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LedgerEntry, WalletOverview } from '../../protocol/api/earn-schemas.ts';
import type { TransactionView } from '../../protocol/api/transaction-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** A stretch of time: first second, and the one after the last, since 1970. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The account's money: what it holds, what moved, what is under way. */
export interface EarnState {
  /** Null until it is read, and while no network is joined. */
  readonly overview: WalletOverview | null;
  /** When it was read, milliseconds since 1970: the chain's clock goes on from there. */
  readonly readAt: number;
  readonly ledger: readonly LedgerEntry[] | null;
  readonly transactions: readonly TransactionView[];
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  refreshTransactions(): Promise<void>;
  replace(how: 'speedUp' | 'cancel', transaction: number): Promise<void>;
  /** A file of a stretch of time; null when that failed, which is shown. */
  file(what: 'csv' | 'receipt', range: Range): Promise<{ name: string; text: string } | null>;
  forget(): void;
  dismissError(): void;
}

/** The state of the Earn view's store. */
export type EarnStore = StoreApi<EarnState>;

/** Store of the account's money. */
export function createEarnStore(client: NodeClient, now: () => number = Date.now): EarnStore {
  let reading: Promise<void> | undefined;
  let isStale = false;
  return createStore<EarnState>((set, get) => {
    const read = async (): Promise<void> => {
      try {
        do {
          isStale = false;
          const [overview, transactions] = await Promise.all([
            client.wallet.overview(),
            client.transactions.list(),
          ]);
          set({ overview, transactions, readAt: now() });
          set({ ledger: await client.wallet.ledger(), error: null });
        } while (isStale);
      } catch (error) {
        set({ error: fetchError(error) });
      }
    };
    return {
      overview: null,
      readAt: 0,
      ledger: null,
      transactions: [],
      error: null,
      refresh: () => {
        isStale = true;
        reading ??= read().finally(() => {
          reading = undefined;
        });
        return reading;
      },
      refreshTransactions: async () => {
        try {
          set({ transactions: await client.transactions.list() });
        } catch (error) {
          set({ error: fetchError(error) });
        }
      },
      replace: async (how, transaction) => {
        try {
          await client.transactions[how]({ transaction });
        } catch (error) {
          set({ error: toLoamError(error) });
        }
        await get().refreshTransactions();
      },
      file: async (what, range) => {
        try {
          return await client.wallet[what](range);
        } catch (error) {
          set({ error: toLoamError(error) });
          return null;
        }
      },
      forget: () => set({ overview: null, ledger: null, transactions: [], error: null }),
      dismissError: () => set({ error: null }),
    };
  });
}
