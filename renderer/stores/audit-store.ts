import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AuditCheck, AuditEvent, ModelVersion } from '../../protocol/api/audit-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** Checks of one version, as they come in. */
export interface AuditRun {
  readonly version: number;
  readonly running: boolean;
  readonly sentence: string;
  readonly done: number;
  /** 0 until the node has said how much there is to do. */
  readonly of: number;
  readonly checks: readonly AuditCheck[];
  readonly result: { readonly checked: number; readonly mismatches: number } | null;
}

/** Model versions and the audit of one of them. */
export interface AuditState {
  /** Newest first. */
  readonly versions: readonly ModelVersion[];
  readonly loaded: boolean;
  /** 0 is the base model; null until something is chosen. */
  readonly selected: number | null;
  readonly run: AuditRun | null;
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  select(version: number): void;
  verify(version: number): Promise<void>;
  cancel(): void;
  dismissError(): void;
}

/** The state of the audit store. */
export type AuditStore = StoreApi<AuditState>;

/** Store of model versions and their checks. */
export function createAuditStore(client: NodeClient): AuditStore {
  let running: AbortController | null = null;
  return createStore<AuditState>((set, get) => ({
    versions: [],
    loaded: false,
    selected: null,
    run: null,
    error: null,
    refresh: async () => {
      try {
        const versions = await client.audit.versions();
        // Version 0 is the base model, which has a layer of its own.
        const merged = versions.filter(({ version }) => version > 0);
        set({ versions: merged.sort((a, b) => b.version - a.version), loaded: true });
      } catch (error) {
        set({ error: fetchError(error), loaded: true });
      }
    },
    select: (selected) => set({ selected }),
    verify: async (version) => {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      set({ run: emptyRun(version), selected: version, error: null });
      try {
        for await (const event of await client.audit.run({ version }, { signal: mine.signal })) {
          if (mine.signal.aborted) return;
          set({ run: withAuditEvent(get().run ?? emptyRun(version), event) });
        }
      } catch (error) {
        if (!mine.signal.aborted) set({ error: toLoamError(error) });
      } finally {
        const { run } = get();
        if (running === mine) {
          running = null;
          if (run !== null) set({ run: { ...run, running: false } });
        }
      }
    },
    cancel: () => {
      running?.abort();
      running = null;
      const { run } = get();
      if (run !== null) set({ run: { ...run, running: false } });
    },
    dismissError: () => set({ error: null }),
  }));
}

/** An audit that has just been asked for. */
export function emptyRun(version: number): AuditRun {
  return { version, running: true, sentence: '', done: 0, of: 0, checks: [], result: null };
}

/** The audit after one event of its stream. */
export function withAuditEvent(run: AuditRun, event: AuditEvent): AuditRun {
  if (event.type === 'progress') {
    return { ...run, sentence: event.sentence, done: event.done, of: event.of };
  }
  if (event.type === 'check') return { ...run, checks: [...run.checks, event.check] };
  const { checked, mismatches } = event;
  return { ...run, running: false, done: run.of, result: { checked, mismatches } };
}
