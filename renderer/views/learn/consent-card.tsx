import { ShieldQuestion } from 'lucide-react';
import { formatPpm } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** Asks whether what was learned by itself may leave this computer. */
export function ConsentCard() {
  const update = useFrom('learn', (s) => (s.auto?.state === 'awaiting consent' ? s.auto.update : null));
  const answer = useFrom('learn', (s) => s.answerConsent);
  const busy = useFrom('learn', (s) => s.busy);
  const look = useFrom('share', (s) => s.openPreview);
  const words = learnWords.consent;
  if (update === null) return null;
  return (
    <section className="band consent" aria-labelledby="consent-title" data-testid="consent-card">
      <ShieldQuestion size={20} aria-hidden="true" />
      <div>
        <h2 id="consent-title">{words.title}</h2>
        <p>{words.text(formatPpm(update.utilityPpm ?? 0))}</p>
        <div className="row">
          <button
            type="button"
            className="button button--primary"
            disabled={busy}
            onClick={() => void answer(update.runId, 'share')}
          >
            {words.share}
          </button>
          <button
            type="button"
            className="button"
            disabled={busy}
            data-testid="consent-keep"
            onClick={() => void answer(update.runId, 'keep')}
          >
            {words.keep}
          </button>
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => void answer(update.runId, 'always')}
          >
            {words.always}
          </button>
          <button type="button" className="link" onClick={() => void look(update.runId)}>
            {words.look}
          </button>
        </div>
      </div>
    </section>
  );
}
