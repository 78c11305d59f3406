import { useEffect } from 'react';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { NetworkOffer } from '../../parts/network-offer.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';
import { Account } from './account.tsx';
import { EpochBand } from './epoch-band.tsx';
import { LeaveButton } from './leave-button.tsx';
import { PeerList } from './peer-list.tsx';

/** Whether and how this computer is connected, the epoch, the peers, the account. */
export function NetworkView() {
  const state = useFrom('system', (s) => s.status?.network.state ?? null);
  const refresh = useFrom('network', (s) => s.refresh);
  useEffect(() => {
    if (state === 'on') void refresh();
  }, [state, refresh]);
  return (
    <section className="page">
      <header className="head">
        <h1>{networkWords.title}</h1>
        <NetworkName />
        <span className="space" />
        {state === 'on' && <LeaveButton />}
      </header>
      <ScrollRegion className="page__scroll" label={networkWords.title}>
        {state !== null && <Reachability />}
        {state === 'on' && (
          <>
            <EpochBand />
            <div className="band band--last columns">
              <PeerList />
              <Account />
            </div>
          </>
        )}
      </ScrollRegion>
    </section>
  );
}

function NetworkName() {
  const network = useFrom('system', (s) => s.status?.network);
  if (network?.state !== 'on') return null;
  return (
    <>
      {network.name !== null && <span className="chip chip--moss">{network.name}</span>}
      {network.chainId !== null && <span className="chip">{networkWords.reach.chain(network.chainId)}</span>}
    </>
  );
}

function Reachability() {
  const state = useFrom('system', (s) => s.status?.network.state ?? 'off');
  const peers = useFrom('system', (s) => s.status?.peers.count ?? 0);
  const error = useFrom('network', (s) => s.error);
  const dismiss = useFrom('network', (s) => s.dismissError);
  const on = state === 'on';
  return (
    <div className={on ? 'band' : 'band band--last'}>
      <p className="reach">
        <span className={`dot dot--${state}`} />
        {on ? networkWords.reach.on(peers) : networkWords.reach[state]}
      </p>
      {!on && state !== 'stopping' && (
        <>
          {state === 'off' && <p className="quiet band__lead">{networkWords.reach.offText}</p>}
          <div className="card">
            {state !== 'starting' && <h2>{networkWords.offer.title}</h2>}
            <NetworkOffer />
          </div>
        </>
      )}
      {on && error !== null && <ErrorNotice error={error} onDismiss={dismiss} />}
    </div>
  );
}
