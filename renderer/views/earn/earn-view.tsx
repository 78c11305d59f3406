import { QrCode } from 'lucide-react';
import { useEffect, useState } from 'react';
import { EmptyPlace } from '../../parts/empty-place.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { shorten } from '../../parts/format.ts';
import { NetworkOffer } from '../../parts/network-offer.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { earnWords } from '../../words/earn-words.ts';
import { AmountPanel } from './amount-panel.tsx';
import { BackupReminder } from './backup-reminder.tsx';
import { Cards } from './cards.tsx';
import { IncomeBand } from './income-band.tsx';
import { MovementsBand } from './movements-band.tsx';
import { PendingBand } from './pending-band.tsx';
import { ReceivePanel } from './receive-panel.tsx';
import { RecordsPanel } from './records-panel.tsx';
import { SendPanel } from './send-panel.tsx';
import { useFreshAccount } from './use-fresh-account.ts';

/** What is open at the right. */
export type EarnPanel = 'stake' | 'unstake' | 'send' | 'receive' | 'records';

/** The account: what it holds and has at stake, what it earned, what is under way. */
export function EarnView() {
  const state = useFrom('system', (s) => s.status?.network.state ?? null);
  const overview = useFrom('earn', (s) => s.overview);
  const error = useFrom('earn', (s) => s.error);
  const refresh = useFrom('earn', (s) => s.refresh);
  const [panel, setPanel] = useState<EarnPanel | null>(null);
  useFreshAccount();
  const isOn = state === 'on';
  useEffect(() => {
    if (!isOn) setPanel(null);
  }, [isOn]);
  const close = () => setPanel(null);
  return (
    <div className="split">
      <section className="page">
        <header className="head">
          <h1>{earnWords.title}</h1>
          <span className="space" />
          {isOn && overview !== null && (
            <>
              <span className="chip mono" title={overview.address}>
                {shorten(overview.address, 6, 4)}
              </span>
              <button
                type="button"
                className="button"
                data-testid="earn-receive"
                onClick={() => setPanel('receive')}
              >
                <QrCode size={16} aria-hidden="true" />
                {earnWords.receive}
              </button>
            </>
          )}
        </header>
        <ScrollRegion className="page__scroll" label={earnWords.title}>
          {error !== null && (
            <div className="band band--notice">
              <ErrorNotice error={error} action={{ label: earnWords.again, run: () => void refresh() }} />
            </div>
          )}
          {state !== null && !isOn && <WithoutNetwork isStarting={state === 'starting'} />}
          {isOn && overview === null && error === null && (
            <p className="band band--last quiet">{earnWords.reading}</p>
          )}
          {isOn && overview !== null && (
            <>
              <BackupReminder />
              <Cards overview={overview} onOpen={setPanel} />
              <IncomeBand onRecords={() => setPanel('records')} />
              <PendingBand />
              <MovementsBand />
            </>
          )}
        </ScrollRegion>
      </section>
      {overview !== null && (panel === 'stake' || panel === 'unstake') && (
        <AmountPanel key={panel} kind={panel} overview={overview} onClose={close} />
      )}
      {overview !== null && panel === 'send' && <SendPanel overview={overview} onClose={close} />}
      {overview !== null && panel === 'receive' && <ReceivePanel overview={overview} onClose={close} />}
      {overview !== null && panel === 'records' && <RecordsPanel onClose={close} />}
    </div>
  );
}

function WithoutNetwork({ isStarting }: { isStarting: boolean }) {
  return (
    <div className="band band--last earn__off">
      <EmptyPlace title={earnWords.off.title} text={isStarting ? earnWords.off.starting : earnWords.off.text}>
        {!isStarting && <p>{earnWords.off.first}</p>}
      </EmptyPlace>
      <div className="card">
        <NetworkOffer />
      </div>
      {!isStarting && <p className="quiet">{earnWords.off.outside}</p>}
    </div>
  );
}
