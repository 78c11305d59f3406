import { Scale } from 'lucide-react';
import type { Dispute } from '../../../protocol/api/governance-schemas.ts';
import { formatLoam } from '../../parts/format.ts';
import { formatMoment } from '../../parts/format-moment.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { governWords } from '../../words/govern-words.ts';

/** What juries rule on; what this account has to do as a juror comes first. */
export function DisputeBand({ onOpen }: { onOpen: (id: string) => void }) {
  const disputes = useFrom('govern', (s) => s.disputes);
  const words = governWords.disputes;
  const duties = disputes.filter(({ duty }) => duty !== null);
  return (
    <section className="band band--last" aria-labelledby="disputes-title">
      <h2 id="disputes-title">{words.title}</h2>
      <p className="quiet band__lead">{words.lead}</p>
      {duties.length > 0 && (
        <div className="duties" data-testid="jury-duty">
          <h3>
            <Scale className="duties__icon" size={16} aria-hidden="true" /> {words.duties}
          </h3>
          <DisputeList disputes={duties} onOpen={onOpen} />
        </div>
      )}
      {disputes.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <DisputeList disputes={disputes.filter(({ duty }) => duty === null)} onOpen={onOpen} />
      )}
    </section>
  );
}

function DisputeList({ disputes, onOpen }: { disputes: readonly Dispute[]; onOpen: (id: string) => void }) {
  const words = governWords.disputes;
  return (
    <ul className="plain-list">
      {disputes.map((one) => (
        <li key={one.id} data-testid="dispute-row">
          <span className="plain-list__main">
            <span>{words.kinds[one.kind](one.subject, one.index)}</span>
            <span className="quiet">
              {stateText(one)}
              {one.deadline > 0 && one.state !== 'closed' && `, ${words.until(formatMoment(one.deadline))}`}
              {`. ${words.bond(formatLoam(one.bond))}.`}
            </span>
          </span>
          <button
            type="button"
            className="button button--small"
            data-testid="dispute-open"
            onClick={() => onOpen(one.id)}
          >
            {words.open}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** How far a dispute is, in words. */
export function stateText({ state, jurors, ruling }: Dispute): string {
  const words = governWords.disputes;
  if (state === 'vote' && jurors.length === 0) return words.waitsForJury;
  if (state === 'appeal' || state === 'closed')
    return `${words.states[state]}. ${words.ruling(words.rulings[ruling])}`;
  return words.states[state];
}
