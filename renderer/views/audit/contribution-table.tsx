import type { VersionContribution } from '../../../protocol/api/audit-schemas.ts';
import { formatLoam, formatPpm, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { auditWords } from '../../words/audit-words.ts';

/** What went into a version's epoch: from whom, its verdict, its share and reward; each can be followed. */
export function ContributionTable({ version }: { version: number }) {
  const words = auditWords.contributions;
  const contributions = useFrom('audit', (s) => s.contributions.get(version));
  return (
    <section className="went-in" aria-labelledby="went-in">
      <h3 id="went-in">{words.title}</h3>
      {contributions === undefined ? (
        <p className="quiet">{words.loading}</p>
      ) : contributions.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul>
          {contributions.map((contribution) => (
            <Row key={contribution.index} contribution={contribution} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ contribution: c }: { contribution: VersionContribution }) {
  const words = auditWords.contributions;
  const follow = useFrom('audit', (s) => s.follow);
  const agreeing = c.verdicts.filter(({ agrees }) => agrees).length;
  return (
    <li className={c.mine ? 'went-in__one went-in__one--mine' : 'went-in__one'}>
      <button
        type="button"
        className="went-in__open"
        data-testid="audit-contribution"
        title={words.follow(c.cid)}
        onClick={() => void follow(c.cid)}
      >
        <span className="went-in__who">{c.mine ? words.you : shorten(c.learner, 6, 4)}</span>
        <span className={`went-in__verdict went-in__verdict--${c.status}`}>{words.statuses[c.status]}</span>
        <span className="went-in__reward tabular">
          {c.reward === null ? words.unclaimed : `${formatLoam(c.reward)} LOAM`}
        </span>
        <span className="went-in__note tabular">
          {words.columns.better} {formatPpm(c.utilityPpm)} · {words.columns.share} {formatPpm(c.sharePpm)} ·{' '}
          {words.votes(agreeing, c.verdicts.length)}
        </span>
      </button>
    </li>
  );
}
