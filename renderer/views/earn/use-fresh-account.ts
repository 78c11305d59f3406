import { useEffect } from 'react';
import { useFrom } from '../../stores/use-stores.tsx';

/** Milliseconds between two looks at transactions that are under way. */
const PENDING_MS = 1_000;

/** Keeps the account's figures fresh while the view is open: read again whenever what the status shows of it changes. */
export function useFreshAccount(): void {
  const refresh = useFrom('earn', (s) => s.refresh);
  const forget = useFrom('earn', (s) => s.forget);
  const refreshTransactions = useFrom('earn', (s) => s.refreshTransactions);
  const hasOpen = useFrom('earn', (s) => s.transactions.some(({ state }) => state === 'open'));
  const isSending = useFrom('sign', (s) => s.phase === 'sending');
  const isOn = useFrom('system', (s) => s.connection === 'open' && s.status?.network.state === 'on');
  const isOff = useFrom('system', (s) => s.status?.network.state === 'off');
  const mark = useFrom('system', ({ status }) => {
    const { wallet, epoch } = status ?? {};
    return [
      wallet?.address,
      wallet?.balance,
      wallet?.stake,
      wallet?.unbonding,
      epoch?.epoch,
      epoch?.final,
    ].join();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mark means that the figures are stale.
  useEffect(() => {
    if (isOn) void refresh();
  }, [isOn, mark, refresh]);
  useEffect(() => {
    if (isOff) forget();
  }, [isOff, forget]);
  const isBusy = isOn && (hasOpen || isSending);
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(() => void refreshTransactions(), PENDING_MS);
    return () => {
      clearInterval(timer);
      void refresh();
    };
  }, [isBusy, refreshTransactions, refresh]);
}
