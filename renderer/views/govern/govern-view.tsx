import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { EmptyPlace } from '../../parts/empty-place.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { NetworkOffer } from '../../parts/network-offer.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { useNow } from '../../parts/use-now.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { governWords } from '../../words/govern-words.ts';
import { CommitteeBands } from './committee-bands.tsx';
import { DisputeBand } from './dispute-band.tsx';
import { DisputePanel } from './dispute-panel.tsx';
import { PauseBanner } from './pause-state.tsx';
import { ProposalList } from './proposal-list.tsx';
import { ProposalPanel } from './proposal-panel.tsx';
import { ProposePanel } from './propose-panel.tsx';
import { RuleBands } from './rule-bands.tsx';
import { VoiceBand } from './voice-band.tsx';

const PLACES = ['proposals', 'disputes', 'committees', 'rules'] as const;
type Place = (typeof PLACES)[number];
/** Milliseconds between two looks while the view is open. */
const LOOK_MS = 10_000;

/** What lies open at the right: a proposal, a dispute, or a new proposal (about a rule, `group.name`, or anything). */
export type GovernPanel =
  | { readonly what: 'proposal'; readonly id: string }
  | { readonly what: 'dispute'; readonly id: string }
  | { readonly what: 'propose'; readonly rule: string | null };

/** Votes on the network's rules, disputes before juries, elected and drawn committees, and the rules themselves. */
export function GovernView() {
  const state = useFrom('system', (s) => s.status?.network.state ?? null);
  const asked = useFrom('ui', (s) => s.place);
  const takePlace = useFrom('ui', (s) => s.takePlace);
  const error = useFrom('govern', (s) => s.error);
  const dismiss = useFrom('govern', (s) => s.dismissError);
  const [place, setPlace] = useState<Place>('proposals');
  const [panel, setPanel] = useState<GovernPanel | null>(null);
  useFreshGovernance(state === 'on');
  useEffect(() => {
    const wanted = PLACES.find((one) => one === asked);
    if (wanted === undefined) return;
    setPlace(wanted);
    takePlace();
  }, [asked, takePlace]);
  return (
    <div className="split">
      <section className="page">
        <header className="head">
          <h1>{governWords.title}</h1>
          <span className="space" />
          {state === 'on' && (
            <button
              type="button"
              className="button"
              data-testid="propose-open"
              onClick={() => setPanel({ what: 'propose', rule: null })}
            >
              <Plus size={16} aria-hidden="true" />
              {governWords.propose.open}
            </button>
          )}
        </header>
        <ScrollRegion className="page__scroll" label={governWords.title}>
          {error !== null && (
            <div className="band band--notice">
              <ErrorNotice error={error} onDismiss={dismiss} />
            </div>
          )}
          {state !== null && state !== 'on' && (
            <div className="band band--last">
              <EmptyPlace title={governWords.empty.title} text={governWords.empty.text} />
              <div className="card govern__offer">
                <NetworkOffer />
              </div>
            </div>
          )}
          {state === 'on' && (
            <>
              <PauseBanner />
              <div className="govern__places">
                <ChoiceField
                  name="govern-place"
                  label={governWords.places.label}
                  hideLabel
                  value={place}
                  options={PLACES.map((one) => ({ value: one, label: governWords.places[one] }))}
                  onChange={(next) => {
                    setPlace(next);
                    setPanel(null);
                  }}
                />
              </div>
              {place === 'proposals' && (
                <>
                  <VoiceBand />
                  <ProposalList onOpen={(id) => setPanel({ what: 'proposal', id })} />
                </>
              )}
              {place === 'disputes' && <DisputeBand onOpen={(id) => setPanel({ what: 'dispute', id })} />}
              {place === 'committees' && <CommitteeBands />}
              {place === 'rules' && <RuleBands onPropose={(rule) => setPanel({ what: 'propose', rule })} />}
            </>
          )}
        </ScrollRegion>
      </section>
      {state === 'on' && panel !== null && <OpenPanel panel={panel} onClose={() => setPanel(null)} />}
    </div>
  );
}

function OpenPanel({ panel, onClose }: { panel: GovernPanel; onClose: () => void }) {
  if (panel.what === 'proposal') return <ProposalPanel key={panel.id} id={panel.id} onClose={onClose} />;
  if (panel.what === 'dispute') return <DisputePanel key={panel.id} id={panel.id} onClose={onClose} />;
  return <ProposePanel key={panel.rule} rule={panel.rule} onClose={onClose} />;
}

/** Reads everything again while the view is open, when the epoch moves on and every few seconds. */
function useFreshGovernance(on: boolean): void {
  const refresh = useFrom('govern', (s) => s.refresh);
  const changed = useFrom('system', (s) => `${s.status?.epoch?.epoch} ${s.status?.epoch?.phase}`);
  const tick = useNow(LOOK_MS, on);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the epoch or the clock is what asks for a look.
  useEffect(() => {
    if (on) void refresh();
  }, [on, refresh, changed, tick]);
}
