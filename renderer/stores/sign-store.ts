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
  /** Who signs what can be signed outside; null for the node's own account. */
  readonly outside: OutsideWallet | null;
  /** Shows an action and waits for its owner. Null when it was cancelled or closed before its end. */
  ask(action: WalletAction): Promise<Signed | null>;
  /** Tries the same action anew. */
  look(): Promise<void>;
  sign(): Promise<void>;
  close(): void;
  use(outside: OutsideWallet | null): void;
}

/** The state of the signing sheet's store. */
export type SignStore = StoreApi<SignState>;

const CLOSED = { phase: 'closed', action: null, prepared: null, progress: null, error: null } as const;

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
    ask: (action) => {
      settle(null);
      const asked = new Promise<Signed | null>((resolve) => {
        answer = resolve;
      });
      set({ ...CLOSED, action });
      void get().look();
      return asked;
    },
    look: async () => {
      const { action, outside } = get();
      if (action === null) return;
      set({ phase: 'looking', prepared: null, progress: null, error: null });
      try {
        const prepared = await client.wallet.prepare({
          action,
          ...(outside === null ? {} : { from: outside.address }),
        });
        if (get().action === action) set({ phase: 'ready', prepared });
      } catch (error) {
        if (get().action === action) set({ phase: 'ready', error: toLoamError(error) });
      }
    },
    sign: async () => {
      const { prepared, phase, outside, action } = get();
      if (prepared === null || phase !== 'ready') return;
      set({ phase: 'sending', error: null });
      const show = (progress: SendProgress): void => {
        if (get().action === action) set({ progress, phase: progress.done ? 'done' : 'sending' });
        if (progress.done) settle(progress);
      };
      try {
        if (outside !== null && prepared.from === outside.address) await sendOutside(outside, prepared, show);
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
