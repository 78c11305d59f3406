import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  ValidatorAlert,
  ValidatorAlertRules,
  ValidatorReport,
  ValidatorSetup,
} from '../../protocol/api/validator-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import { HISTORY_PIECE_CHARS } from '../../protocol/limits.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** How the switch is turned on: see the contract. */
export interface StartChoice {
  readonly onlyHere?: boolean;
  readonly acceptEmptyHistory?: boolean;
}

/** What an import did. */
export interface TakenHistory {
  readonly taken: number;
  readonly ignored: number;
  readonly watermark: number;
}

/** A history on its way to a file. */
export interface ExportedHistory {
  readonly network: string;
  readonly text: string;
  readonly signatures: number;
  readonly watermark: number;
}

/** The validator: its switch, what it did, what its owner was told, what it signed. */
export interface ValidateState {
  readonly setup: ValidatorSetup | null;
  /** Null outside of a network. */
  readonly report: ValidatorReport | null;
  /** When the report was read, milliseconds. */
  readonly readAt: number;
  readonly rules: ValidatorAlertRules | null;
  readonly alerts: readonly ValidatorAlert[];
  readonly taken: TakenHistory | null;
  readonly exported: ExportedHistory | null;
  readonly busy: boolean;
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  start(choice: StartChoice): Promise<void>;
  stop(): Promise<void>;
  setRules(rules: ValidatorAlertRules): Promise<void>;
  exportHistory(network: string): Promise<ExportedHistory | null>;
  importHistory(text: string): Promise<void>;
  fail(error: LoamError): void;
  dismissError(): void;
}

/** The state of the validator's store. */
export type ValidateStore = StoreApi<ValidateState>;

/** Store of the validator. */
export function createValidateStore(client: NodeClient): ValidateStore {
  let reading: Promise<void> | null = null;
  return createStore<ValidateState>((set, get) => {
    /** Does something that costs a moment, shows what went wrong, and reads again. */
    const doing = async (work: () => Promise<void>): Promise<void> => {
      if (get().busy) return;
      set({ busy: true, error: null });
      try {
        await work();
      } catch (error) {
        set({ error: toLoamError(error) });
      } finally {
        set({ busy: false });
        await get().refresh();
      }
    };
    const read = async (): Promise<void> => {
      try {
        const [setup, { rules, alerts }] = await Promise.all([
          client.validator.setup(),
          client.validator.alerts(),
        ]);
        set({ setup, rules, alerts });
        const isOff = setup.conditions.some(({ name, state }) => name === 'network' && state !== 'met');
        set({ report: isOff ? null : await client.validator.report(), readAt: Date.now() });
      } catch (error) {
        set({ error: fetchError(error) });
      }
    };
    return {
      setup: null,
      report: null,
      readAt: 0,
      rules: null,
      alerts: [],
      taken: null,
      exported: null,
      busy: false,
      error: null,
      // Looks that come while one is under way are answered by it.
      refresh: () => {
        reading ??= read().finally(() => {
          reading = null;
        });
        return reading;
      },
      start: (choice) =>
        doing(async () => {
          await client.validator.start(choice);
        }),
      stop: () =>
        doing(async () => {
          await client.validator.stop();
        }),
      setRules: async (rules) => {
        set({ rules });
        try {
          await client.validator.setAlertRules(rules);
        } catch (error) {
          set({ error: toLoamError(error) });
          void get().refresh();
        }
      },
      exportHistory: async (network) => {
        set({ error: null, taken: null });
        try {
          const exported = { network, ...(await client.validator.exportHistory({ network })) };
          set({ exported });
          return exported;
        } catch (error) {
          set({ error: toLoamError(error) });
          return null;
        }
      },
      importHistory: (text) =>
        doing(async () => {
          set({ taken: null, exported: null });
          for (let at = 0; at < text.length; at += HISTORY_PIECE_CHARS) {
            const piece = text.slice(at, at + HISTORY_PIECE_CHARS);
            const done = await client.validator.importHistory({ piece, at, total: text.length });
            if (done !== null) set({ taken: done });
          }
        }),
      fail: (error) => set({ error }),
      dismissError: () => set({ error: null }),
    };
  });
}
