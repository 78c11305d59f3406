import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  Dispute,
  GovernanceOverview,
  Parameter,
  Proposal,
  ProposalDetail,
  ProposalDraft,
  ProposalTemplate,
} from '../../protocol/api/governance-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ProposalDocument } from '../../protocol/governance/proposal-document.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** Votes, rules, committees and disputes of the joined network. */
export interface GovernState {
  readonly overview: GovernanceOverview | null;
  /** When it was read, milliseconds: the chain's time is counted on from there. */
  readonly readAt: number;
  readonly proposals: readonly Proposal[];
  readonly disputes: readonly Dispute[];
  readonly parameters: readonly Parameter[];
  /** The proposal in the panel; null while it is read, or when none is open. */
  readonly detail: ProposalDetail | null;
  readonly draft: ProposalDraft | null;
  readonly error: LoamError | null;
  refresh(): Promise<void>;
  /** Reads a proposal for the panel; null closes it. */
  open(id: string | null): Promise<void>;
  /** Works out what a template comes to; null forgets it. */
  tryOut(template: ProposalTemplate | null): Promise<void>;
  /** Keeps a document. @returns its digest; null when that failed, which is shown */
  keep(document: ProposalDocument): Promise<`0x${string}` | null>;
  dismissError(): void;
}

/** The state of the governance store. */
export type GovernStore = StoreApi<GovernState>;

/** Store of governance. */
export function createGovernStore(client: NodeClient): GovernStore {
  let reading: Promise<void> | null = null;
  let opened: string | null = null;
  let tried = 0;
  return createStore<GovernState>((set, get) => {
    const read = async (): Promise<void> => {
      try {
        const { governance } = client;
        const [overview, proposals, disputes, parameters] = await Promise.all([
          governance.overview(),
          governance.proposals(),
          governance.disputes(),
          governance.parameters(),
        ]);
        set({ overview, proposals, disputes, parameters, readAt: Date.now() });
        if (opened !== null) await get().open(opened);
      } catch (error) {
        const loam = fetchError(error);
        // Outside of a network the view offers one.
        if (loam?.code === 'NETWORK_OFF')
          set({ overview: null, proposals: [], disputes: [], parameters: [] });
        else set({ error: loam });
      }
    };
    return {
      overview: null,
      readAt: 0,
      proposals: [],
      disputes: [],
      parameters: [],
      detail: null,
      draft: null,
      error: null,
      refresh: () => {
        reading ??= read().finally(() => {
          reading = null;
        });
        return reading;
      },
      open: async (id) => {
        opened = id;
        if (id === null || get().detail?.id !== id) set({ detail: null });
        if (id === null) return;
        try {
          const detail = await client.governance.proposal({ id });
          if (opened === id) set({ detail });
        } catch (error) {
          set({ error: fetchError(error) });
        }
      },
      tryOut: async (template) => {
        const mine = ++tried;
        set({ draft: null, error: null });
        if (template === null) return;
        try {
          const draft = await client.governance.draft(template);
          if (tried === mine) set({ draft });
        } catch (error) {
          if (tried === mine) set({ error: toLoamError(error) });
        }
      },
      keep: async (document) => {
        try {
          return (await client.governance.writeDocument(document)).digest;
        } catch (error) {
          set({ error: toLoamError(error) });
          return null;
        }
      },
      dismissError: () => set({ error: null }),
    };
  });
}
