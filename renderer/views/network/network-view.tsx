import { useEffect } from 'react';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { NetworkOffer } from '../../parts/network-offer.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';
import { Account } from './account.tsx';
import { EpochBand } from './epoch-band.tsx';
import { FundsNeeded } from './funds-needed.tsx';
import { JoinByFile } from './join-by-file.tsx';
import { LeaveButton } from './leave-button.tsx';
import { PeerList } from './peer-list.tsx';
import { Reachability } from './reachability.tsx';
import { Shares } from './shares.tsx';

/** Whether and how this computer is connected, the epoch, the peers, what sharing takes, the account. */
export function NetworkView() {
  const state = useFrom('system', (s) => s.status?.network.state ?? null);
  const refresh = useFrom('network', (s) => s.refresh);
  const error = useFrom('network', (s) => s.error);
  const dismiss = useFrom('network', (s) => s.dismissError);
  useEffect(() => {
    if (state === 'on') void refresh();
  }, [state, refresh]);
  return (
    <section className="page">
      <header className="head">
        <h1>{networkWords.title}</h1>
        <NetworkName />
        <span className="space" />
        {(state === 'on' || state === 'starting') && <LeaveButton />}
      </header>
      <ScrollRegion className="page__scroll" label={networkWords.title}>
        {state === 'on' && (
          <>
            <div className="band">
              <Reachability />
              {error !== null && <ErrorNotice error={error} onDismiss={dismiss} />}
            </div>
            <EpochBand />
            <div className="band columns">
              <PeerList />
              <Account />
            </div>
          </>
        )}
        {state !== 'on' && state !== null && <NotJoined state={state} />}
        <div className="band band--last">
          <Shares />
        </div>
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

function NotJoined({ state }: { state: 'off' | 'starting' | 'stopping' | 'failed' }) {
  const code = useFrom('system', (s) => s.status?.network.code);
  return (
    <div className="band">
      <p className="reach">
        <span className={`dot dot--${state}`} />
        {networkWords.reach[state]}
      </p>
      {state === 'off' && <p className="quiet band__lead">{networkWords.reach.offText}</p>}
      {code === 'ACCOUNT_NOT_FUNDED' && <FundsNeeded />}
      {state !== 'stopping' && (
        <div className="offers">
          <div className="card">
            {state !== 'starting' && <h2>{networkWords.offer.title}</h2>}
            <NetworkOffer />
          </div>
          {state !== 'starting' && <JoinByFile />}
        </div>
      )}
    </div>
  );
}
