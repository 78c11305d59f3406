import { useEffect } from 'react';
import { formatCount, formatWhen } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** What protects what is shared, what lowers the risk, and everything that was shared so far. */
export function PrivacyLedger() {
  const privacy = useFrom('learn', (s) => s.privacy);
  const load = useFrom('learn', (s) => s.loadPrivacy);
  useEffect(() => void load(), [load]);
  const words = learnWords.privacy;
  const now = Date.now();
  return (
    <div className="ledger" data-testid="privacy-ledger">
      <h3>{words.title}</h3>
      {privacy !== null && !privacy.protection.noise && <p>{words.none}</p>}
      <h3>{words.lower}</h3>
      <ul className="ledger__steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <h3>{words.ledger}</h3>
      {privacy?.shared.length === 0 && <p className="quiet">{words.empty}</p>}
      <ul className="ledger__list">
        {(privacy?.shared ?? []).map((entry) => (
          <li key={entry.contributionId}>
            <span className="tabular">{formatWhen(entry.at, now)}</span>
            <span>{words.entry(entry.lessons, entry.practiceItems)}</span>
            <span className="quiet tabular">
              {entry.parameters !== null &&
                entry.rank !== null &&
                words.size(formatCount(entry.parameters), entry.rank)}
            </span>
            <span className="quiet">{learnWords.shared.states[entry.state]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
