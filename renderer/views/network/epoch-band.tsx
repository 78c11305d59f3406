import type { EpochView } from '../../../protocol/api/network-schemas.ts';
import { EpochRing } from '../../parts/epoch-ring.tsx';
import { formatPpm, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

/** The current epoch: its ring, what happens in this phase, and everybody's contributions. */
export function EpochBand() {
  const epoch = useFrom('system', (s) => s.status?.epoch ?? null);
  if (epoch === null) return <p className="band quiet">{networkWords.epoch.none}</p>;
  return (
    <div className="band epoch">
      <div className="epoch__ring">
        <EpochRing epoch={epoch} />
        <p className="quiet">{epoch.final ? networkWords.final : networkWords.phases[epoch.phase]}</p>
      </div>
      <div className="epoch__list">
        <h2>{networkWords.epoch.submissions}</h2>
        {epoch.submissions.length === 0 ? (
          <p className="quiet">{networkWords.epoch.nobody}</p>
        ) : (
          <ul className="plain-list">
            {epoch.submissions.map((submission) => (
              <Submission key={submission.index} submission={submission} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Submission({ submission: s }: { submission: EpochView['submissions'][number] }) {
  return (
    <li>
      <span className={s.mine ? 'bead bead--mine' : 'bead'} />
      <span className="plain-list__main">
        <span>{s.mine ? networkWords.epoch.mine : networkWords.epoch.theirs(shorten(s.learner, 6, 4))}</span>
        <span className="quiet mono" title={s.cid}>
          {shorten(s.cid)}
        </span>
      </span>
      <span className="plain-list__end">
        <span className={`verdict verdict--${s.status}`}>{networkWords.epoch.statuses[s.status]}</span>
        <span className="quiet">
          {s.status === 'pending' || s.utilityPpm === null
            ? networkWords.epoch.committee(s.committee, s.committed, s.revealed)
            : networkWords.epoch.change(s.utilityPpm, formatPpm(Math.abs(s.utilityPpm)))}
        </span>
      </span>
    </li>
  );
}
