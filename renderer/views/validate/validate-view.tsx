import { useEffect, useState } from 'react';
import { EmptyPlace } from '../../parts/empty-place.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { NetworkOffer } from '../../parts/network-offer.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useNow } from '../../parts/use-now.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';
import { AlertBand } from './alert-band.tsx';
import { type Beginning, BeginPanel } from './begin-panel.tsx';
import { BondBand } from './bond-band.tsx';
import { DutyBand } from './duty-band.tsx';
import { HistoryBand } from './history-band.tsx';
import { OddBand } from './odd-band.tsx';
import { SwitchBand } from './switch-band.tsx';

/** Milliseconds between two looks while the view is open and nothing tells of a change. */
const LOOK_MS = 10_000;

/** Checking other people's lessons: the switch with what it needs, duties, bond and exit, alerts, signing history. */
export function ValidateView() {
  const state = useFrom('system', (s) => s.status?.network.state ?? null);
  const { refresh, error, dismissError } = useFrom('validate', (s) => s);
  const changed = useFrom('system', (s) => changeKey(s.status));
  const [beginning, setBeginning] = useState<Beginning | null>(null);
  const tick = useNow(LOOK_MS, state === 'on');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the status or the clock is what asks for a look.
  useEffect(() => {
    void refresh();
  }, [refresh, changed, tick]);
  return (
    <div className="split">
      <section className="page">
        <header className="head">
          <h1>{validateWords.title}</h1>
          <ValidatorChip />
        </header>
        <ScrollRegion className="page__scroll" label={validateWords.title}>
          {error !== null && (
            <div className="band band--notice">
              <ErrorNotice error={error} onDismiss={dismissError} />
            </div>
          )}
          {state !== null && state !== 'on' && (
            <div className="band">
              <EmptyPlace title={validateWords.empty.title} text={validateWords.empty.text} />
              <div className="card validate__offer">
                <NetworkOffer />
              </div>
            </div>
          )}
          {state === 'on' && (
            <>
              <SwitchBand onBegin={setBeginning} />
              <DutyBand />
              <BondBand />
              <OddBand />
            </>
          )}
          <AlertBand />
          <HistoryBand />
        </ScrollRegion>
      </section>
      {beginning !== null && <BeginPanel how={beginning} onClose={() => setBeginning(null)} />}
    </div>
  );
}

/** What the view's figures hang on, as one text. */
function changeKey(
  status: {
    readonly epoch: { readonly epoch: number; readonly phase: string } | null;
    readonly validator?: { readonly state: string } | undefined;
    readonly wallet: { readonly stake: string; readonly unbonding: string } | null;
    readonly network: { readonly state: string };
  } | null,
): string {
  const { epoch, validator, wallet, network } = status ?? {};
  return [
    epoch?.epoch,
    epoch?.phase,
    validator?.state,
    wallet?.stake,
    wallet?.unbonding,
    network?.state,
  ].join(' ');
}

function ValidatorChip() {
  const state = useFrom('system', (s) => s.status?.validator?.state);
  if (state === undefined) return null;
  return <span className={state === 'on' ? 'chip chip--moss' : 'chip'}>{validateWords.states[state]}</span>;
}
