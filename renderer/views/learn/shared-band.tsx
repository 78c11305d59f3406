import { Upload } from 'lucide-react';
import type { LearningRun } from '../../../protocol/api/learn-schemas.ts';
import { NetworkOffer } from '../../parts/network-offer.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';
import { ContributionNow } from './contribution-now.tsx';
import { History } from './history.tsx';

/** Sharing: what could be shared, what is on its way, what became of the rest. */
export function SharedBand() {
  const contributions = useFrom('share', (s) => s.contributions);
  const run = useFrom('learn', (s) => s.runs.find(({ state }) => state === 'done'));
  const network = useFrom('system', (s) => s.status?.network.state);
  const networkOn = network === 'on';
  const newest = contributions[0];
  const shared = contributions.some(({ runId, state }) => runId === run?.id && state !== 'failed');
  return (
    <section className="band band--last" aria-labelledby="shared-title">
      <div className="band__head">
        <h2 id="shared-title">{learnWords.shared.title}</h2>
        <span className="space" />
        {run !== undefined && !shared && <ShareButton run={run} primary={networkOn} />}
      </div>
      {newest === undefined && (
        <p className="quiet band__lead">
          {run === undefined
            ? learnWords.shared.nothing
            : networkOn
              ? learnWords.shared.ready
              : learnWords.shared.readyOff}
        </p>
      )}
      {run !== undefined && network !== undefined && !networkOn && <NetworkOffer />}
      {(newest !== undefined || (networkOn && run !== undefined)) && (
        <ContributionNow contribution={newest} />
      )}
      {contributions.length > 0 && <History contributions={contributions} />}
    </section>
  );
}

function ShareButton({ run, primary }: { run: LearningRun; primary: boolean }) {
  const openPreview = useFrom('share', (s) => s.openPreview);
  return (
    <button
      type="button"
      className={primary ? 'button button--primary' : 'button'}
      data-testid="share-open"
      onClick={() => void openPreview(run.id)}
    >
      <Upload size={16} aria-hidden="true" />
      {learnWords.shared.open}
    </button>
  );
}
