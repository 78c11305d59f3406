import { lazy, Suspense, useEffect } from 'react';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { BringKeys } from './wallet/bring-keys.tsx';
import { OwnWords } from './wallet/own-words.tsx';
import { PassphraseForm } from './wallet/passphrase-form.tsx';
import { ServerList } from './wallet/server-list.tsx';

/** Fetched only here: it brings wagmi along. */
const Signers = lazy(async () => ({ default: (await import('./wallet/signers.tsx')).Signers }));

/** The account's keys (what opens them, the words, keys from elsewhere) and the chain's servers. */
export function WalletSection() {
  const refresh = useFrom('wallet', (s) => s.refresh);
  const error = useFrom('wallet', (s) => s.error);
  const dismiss = useFrom('wallet', (s) => s.dismissError);
  const isOpen = useFrom('system', (s) => s.connection === 'open');
  const network = useFrom('system', (s) => s.status?.network.state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the servers are others in another network.
  useEffect(() => {
    if (isOpen) void refresh();
  }, [isOpen, network, refresh]);
  return (
    <div className="fields wallet">
      {error !== null && <ErrorNotice error={error} onDismiss={dismiss} />}
      <OwnWords />
      <PassphraseForm />
      <BringKeys />
      <ServerList />
      {network === 'on' && (
        <Suspense fallback={null}>
          <Signers />
        </Suspense>
      )}
    </div>
  );
}
