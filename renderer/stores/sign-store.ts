import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  Prepared,
  PreparedStep,
  SendProgress,
  WalletAction,
} from '../../protocol/api/wallet-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { toLoamError } from './to-loam-error.ts';

/** What another wallet signs when one is chosen: votes, disputes, elections. What belongs to this computer's account stays its own. */
const OUTSIDE_KINDS: ReadonlySet<WalletAction['kind']> = new Set([
  'delegate',
  'vote',
  'propose',
  'queueProposal',
  'executeProposal',
  'settleDeposit',
  'openDispute',
  'drawJury',
  'countJury',
  'appeal',
  'closeDispute',
  'forceRerun',
  'callElection',
  'elect',
]);

/** What came of an action that was signed. */
export interface Signed {
  /** Confirmed transactions, in order. */
  readonly hashes: readonly string[];
  /** Of a message. */
  readonly signature: string | null;
}

/** A wallet outside of the node whose account signs instead: it asks its owner itself. */
export interface OutsideWallet {
  readonly name: string;
  readonly address: Hex;
  /** Has the owner sign one step, and waits until the chain has confirmed it. Returns its hash. */
  send(step: PreparedStep, chainId: number): Promise<string>;
}

/** The signing sheet: one action at a time, from the first look to its end. */
export interface SignState {
  readonly phase: 'closed' | 'looking' | 'ready' | 'sending' | 'done';
  readonly action: WalletAction | null;
  readonly prepared: Prepared | null;
  readonly progress: SendProgress | null;
  readonly error: LoamError | null;
  /** Who signs votes and the like instead of the node's own account; null for nobody. */
  readonly outside: OutsideWallet | null;
  /** Who signs the action that is open, when it is not the node's own account. */
  readonly by: OutsideWallet | null;
  /** Shows an action and waits for its owner. Null when it was cancelled or closed before its end. */
  ask(action: WalletAction, by?: OutsideWallet): Promise<Signed | null>;
  /** Tries the same action anew. */
  look(): Promise<void>;
  sign(): Promise<void>;
  close(): void;
  use(outside: OutsideWallet | null): void;
}

/** The state of the signing sheet's store. */
export type SignStore = StoreApi<SignState>;

const CLOSED = {
  phase: 'closed',
  action: null,
  prepared: null,
  progress: null,
  error: null,
  by: null,
} as const;

/** Store of the signing sheet. */
export function createSignStore(client: NodeClient): SignStore {
  let answer: ((signed: Signed | null) => void) | undefined;
  const settle = (signed: Signed | null): void => {
    answer?.(signed);
    answer = undefined;
  };
  return createStore<SignState>((set, get) => ({
    ...CLOSED,
    outside: null,
    ask: (action, by) => {
      settle(null);
      const asked = new Promise<Signed | null>((resolve) => {
        answer = resolve;
      });
      set({ ...CLOSED, action, by: by ?? (OUTSIDE_KINDS.has(action.kind) ? get().outside : null) });
      void get().look();
      return asked;
    },
    look: async () => {
      const { action, by } = get();
      if (action === null) return;
      set({ phase: 'looking', prepared: null, progress: null, error: null });
      try {
        const prepared = await client.wallet.prepare({
          action,
          ...(by === null ? {} : { from: by.address }),
        });
        if (get().action === action) set({ phase: 'ready', prepared });
      } catch (error) {
        if (get().action === action) set({ phase: 'ready', error: toLoamError(error) });
      }
    },
    sign: async () => {
      const { prepared, phase, by, action } = get();
      if (prepared === null || phase !== 'ready') return;
      set({ phase: 'sending', error: null });
      const show = (progress: SendProgress): void => {
        if (get().action === action) set({ progress, phase: progress.done ? 'done' : 'sending' });
        if (progress.done) settle(progress);
      };
      try {
        if (by !== null) await sendOutside(by, prepared, show);
        else for await (const progress of await client.wallet.send({ id: prepared.id })) show(progress);
      } catch (error) {
        // What was prepared can be sent once; another try looks at it again.
        if (get().action === action) set({ phase: 'ready', prepared: null, error: toLoamError(error) });
      }
    },
    close: () => {
      settle(null);
      set(CLOSED);
    },
    use: (outside) => set({ outside }),
  }));
}

async function sendOutside(
  outside: OutsideWallet,
  { steps, network }: Prepared,
  show: (progress: SendProgress) => void,
): Promise<void> {
  const hashes: Hex[] = [];
  const of = steps.length;
  for (const [step, call] of steps.entries()) {
    show({ step, of, done: false, hashes: [...hashes], signature: null });
    hashes.push((await outside.send(call, network.chainId)) as Hex);
  }
  show({ step: of, of, done: true, hashes, signature: null });
}
