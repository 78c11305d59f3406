import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  ArchivePiece,
  AuditCheck,
  AuditEvent,
  Disclosure,
  ModelVersion,
  VersionContribution,
} from '../../protocol/api/audit-schemas.ts';
import type { ContributionTrace } from '../../protocol/audit/trace-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** What an audit is of: a version of the joined network, or a file. */
export type AuditSubject = { readonly version: number } | { readonly file: string };

/** Checks of one audit, as they come in. */
export interface AuditRun {
  readonly subject: AuditSubject;
  readonly running: boolean;
  /** When it began, milliseconds since 1970. */
  readonly startedAt: number;
  readonly sentence: string;
  readonly done: number;
  /** 0 until the node has said how much there is to do. */
  readonly of: number;
  readonly checks: readonly AuditCheck[];
  readonly result: {
    readonly checked: number;
    readonly mismatches: number;
    /** The signed report's text, when one was asked for. */
    readonly report: string | null;
  } | null;
}

/** Model versions, what went into them, and the audit of one of them. */
export interface AuditState {
  /** Newest first. */
  readonly versions: readonly ModelVersion[];
  readonly loaded: boolean;
  /** 0 is the base model; null until something is chosen. */
  readonly selected: number | null;
  /** What went into each version that was looked at. */
  readonly contributions: ReadonlyMap<number, readonly VersionContribution[]>;
  /** The update that is being followed; `trace` is null until it is there. */
  readonly followed: { readonly cid: string; readonly trace: ContributionTrace | null } | null;
  readonly run: AuditRun | null;
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  /** Reads what went into the newest versions; for whoever draws them. */
  readContributions(): Promise<void>;
  select(version: number): void;
  follow(cid: string | null): Promise<void>;
  /** @param report has the result signed by this node's account */
  verify(version: number, report: boolean): Promise<void>;
  verifyFile(name: string, bytes: Uint8Array): Promise<void>;
  cancel(): void;
  /** A page of what left this computer, older than the signature `before`. */
  readDisclosure(before: string | null): Promise<Disclosure>;
  /** The audit archive of an epoch, in pieces. */
  readArchive(epoch: number): Promise<AsyncIterable<ArchivePiece>>;
  dismissError(): void;
}

/** The state of the audit store. */
export type AuditStore = StoreApi<AuditState>;

/** Versions, newest first, whose contributions are read for the picture. */
const PICTURED_VERSIONS = 24;
/** Signatures that are listed at a time. */
const DISCLOSED_ROWS = 100;

/** Store of model versions and their checks. */
export function createAuditStore(client: NodeClient, now: () => number = Date.now): AuditStore {
  let running: AbortController | null = null;
  return createStore<AuditState>((set, get) => {
    const audit = async (
      subject: AuditSubject,
      begin: (signal: AbortSignal) => Promise<AsyncIterable<AuditEvent>>,
    ): Promise<void> => {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      set({ run: emptyRun(subject, now()), error: null });
      try {
        for await (const event of await begin(mine.signal)) {
          if (mine.signal.aborted) return;
          const { run } = get();
          if (run !== null) set({ run: withAuditEvent(run, event) });
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
    };
    return {
      versions: [],
      loaded: false,
      selected: null,
      contributions: new Map(),
      followed: null,
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
      readContributions: async () => {
        try {
          for (const { version } of get().versions.slice(0, PICTURED_VERSIONS)) {
            const found = await client.audit.contributions({ version });
            set({ contributions: new Map(get().contributions).set(version, found) });
          }
        } catch (error) {
          set({ error: fetchError(error) });
        }
      },
      select: (selected) => set({ selected, followed: null }),
      follow: async (cid) => {
        set({ followed: cid === null ? null : { cid, trace: null } });
        if (cid === null) return;
        try {
          const trace = await client.audit.trace({ cid });
          if (get().followed?.cid === cid) set({ followed: { cid, trace } });
        } catch (error) {
          if (get().followed?.cid === cid) set({ followed: null, error: toLoamError(error) });
        }
      },
      verify: (version, report) => {
        set({ selected: version });
        return audit({ version }, (signal) => client.audit.run({ version, report }, { signal }));
      },
      verifyFile: (name, bytes) =>
        audit({ file: name }, (signal) =>
          client.audit.runArchive({ name: name.slice(0, 200), base64: toBase64(bytes) }, { signal }),
        ),
      cancel: () => {
        running?.abort();
        running = null;
        const { run } = get();
        if (run !== null) set({ run: { ...run, running: false } });
      },
      readDisclosure: (before) => client.audit.disclosure({ before, limit: DISCLOSED_ROWS }),
      readArchive: (epoch) => client.audit.exportArchive({ epoch }),
      dismissError: () => set({ error: null }),
    };
  });
}

/** An audit that has just been asked for at `startedAt`. */
export function emptyRun(subject: AuditSubject, startedAt: number): AuditRun {
  return { subject, running: true, startedAt, sentence: '', done: 0, of: 0, checks: [], result: null };
}

/** The audit after one event of its stream. */
export function withAuditEvent(run: AuditRun, event: AuditEvent): AuditRun {
  if (event.type === 'progress') {
    return { ...run, sentence: event.sentence, done: event.done, of: event.of };
  }
  if (event.type === 'check') return { ...run, checks: [...run.checks, event.check] };
  const { checked, mismatches, report } = event;
  return { ...run, running: false, done: run.of, result: { checked, mismatches, report } };
}

/** Milliseconds that an audit still takes at the pace so far; null before its first step is over. */
export function auditMsLeft({ startedAt, done, of }: AuditRun, now: number): number | null {
  return done === 0 || of === 0 ? null : Math.max(0, ((now - startedAt) / done) * (of - done));
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 8_192) text += String.fromCharCode(...bytes.subarray(i, i + 8_192));
  return btoa(text);
}
