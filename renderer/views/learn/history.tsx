import type { Contribution } from '../../../protocol/api/learn-schemas.ts';
import { formatLoam, formatPpm, formatWhen, shorten } from '../../parts/format.ts';
import { learnWords } from '../../words/learn-words.ts';

const words = learnWords.shared;

/** Every contribution with its verdict as a sentence. */
export function History({ contributions }: { contributions: readonly Contribution[] }) {
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
      <td className={`history__verdict history__verdict--${c.state}`}>{c.sentence}</td>
      <td className="number">{c.utilityPpm === null ? '–' : formatPpm(c.utilityPpm)}</td>
      <td className="number">{c.reward === null ? '–' : formatLoam(c.reward)}</td>
    </tr>
  );
}
