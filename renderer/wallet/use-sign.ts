import type { WalletAction } from '../../protocol/api/wallet-schemas.ts';
import type { Signed } from '../stores/sign-store.ts';
import { useFrom } from '../stores/use-stores.tsx';

/**
 * Has an action looked at and signed in the sheet at the right of every view: `await useSign().ask({kind: 'vote', …})`.
 * The sheet shows what it does, costs and whether the chain would take it, and its errors; the view only needs to know
 * whether to read again (`null`: nothing was signed).
 */
export function useSign(): { ask(action: WalletAction): Promise<Signed | null>; readonly isOpen: boolean } {
  const ask = useFrom('sign', (s) => s.ask);
  const isOpen = useFrom('sign', (s) => s.phase !== 'closed');
  return { ask, isOpen };
}
