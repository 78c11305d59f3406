import type { Contribution } from '../../../protocol/api/learn-schemas.ts';
import { formatLoam, formatPpm, formatWhen, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** Every contribution with its verdict as a sentence. */
export function History({ contributions }: { contributions: readonly Contribution[] }) {
  const words = learnWords.shared;
  const now = Date.now();
  return (
    <div className="history">
      <h3>{words.earlier}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.what}</th>
            <th scope="col">{words.columns.verdict}</th>
            <th scope="col" className="number">
              {words.columns.better}
            </th>
            <th scope="col" className="number">
              {words.columns.earned}
            </th>
          </tr>
        </thead>
        <tbody>
          {contributions.map((contribution) => (
            <Row key={contribution.id} contribution={contribution} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ contribution: c, now }: { contribution: Contribution; now: number }) {
  const words = learnWords.shared;
  return (
    <tr>
      <td>
        {words.when(formatWhen(c.createdAt, now))}
        {c.cid !== null && (
          <span className="mono history__cid" title={c.cid}>
            {shorten(c.cid)}
          </span>
        )}
      </td>
      <td className={`history__verdict history__verdict--${c.state}`}>
        {words.verdicts[c.state](c)}
        <Detail contribution={c} />
      </td>
      <td className="number">{c.utilityPpm === null ? '–' : formatPpm(c.utilityPpm)}</td>
      <td className="number">{c.reward === null ? '–' : formatLoam(c.reward)}</td>
    </tr>
  );
}

/** What was checked, the exact terms, and the way to its trace. */
function Detail({ contribution: { cid, epoch, index, error, createdAt } }: { contribution: Contribution }) {
  const go = useFrom('ui', (s) => s.go);
  const words = learnWords.shared;
  return (
    <details className="history__detail" data-testid="history-detail">
      <summary aria-label={words.detailOf(formatWhen(createdAt, Date.now()))}>{words.detail}</summary>
      <p>{words.checks}</p>
      <ul>
        {words.checkList.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ul>
      {error !== null && <p>{error}</p>}
      <p className="mono quiet">
        {[cid, epoch === null ? null : words.ofEpoch(epoch), index === null ? null : `#${index}`]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {cid !== null && (
        <button type="button" className="link" onClick={() => go('audit', cid)}>
          {words.trace}
        </button>
      )}
    </details>
  );
}
