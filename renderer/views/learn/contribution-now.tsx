import type { Contribution } from '../../../protocol/api/learn-schemas.ts';
import { EpochRing } from '../../parts/epoch-ring.tsx';
import { formatLoam, formatPpm } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';
import { networkWords } from '../../words/network-words.ts';

/** The epoch's ring beside the newest contribution and where it stands, in learnWords.shared. */
export function ContributionNow({ contribution }: { contribution: Contribution | undefined }) {
  const epoch = useFrom('system', (s) => s.status?.epoch ?? null);
  return (
    <div className="sharing">
      {epoch !== null && <EpochRing epoch={epoch} />}
      <div className="sharing__text">
        {epoch !== null && (
          <p className="quiet">{epoch.final ? networkWords.final : networkWords.phases[epoch.phase]}</p>
        )}
        {contribution === undefined ? (
          <p>{learnWords.shared.epochIdle}</p>
        ) : (
          <div
            className={`sharing__state sharing__state--${contribution.state}`}
            data-testid="contribution-state"
            data-state={contribution.state}
          >
            <h3>{learnWords.shared.states[contribution.state]}</h3>
            <p aria-live="polite">{learnWords.shared.verdicts[contribution.state](contribution)}</p>
          </div>
        )}
      </div>
      {contribution?.reward != null && (
        <div className="sharing__earned">
          <span className="big">{formatLoam(contribution.reward)}</span>
          <span className="quiet">
            {contribution.state === 'paid' ? learnWords.shared.earned : learnWords.shared.ifAccepted}
          </span>
          {contribution.utilityPpm !== null && (
            <span className="quiet">
              {networkWords.epoch.change(
                contribution.utilityPpm,
                formatPpm(Math.abs(contribution.utilityPpm)),
              )}
            </span>
          )}
        </div>
      )}
    </div>
  );
}
