import type { ValidatorEpoch, ValidatorReport } from '../../../protocol/api/validator-schemas.ts';
import { formatLoam, formatPpm } from '../../parts/format.ts';
import { formatLeft } from '../../parts/format-moment.ts';
import { useNow } from '../../parts/use-now.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';
import { DUTY_KINDS, dutyBlocks } from './duty-blocks.ts';

/** What is to be done now, what was done epoch by epoch, and how well. */
export function DutyBand() {
  const report = useFrom('validate', (s) => s.report);
  if (report === null) return null;
  return (
    <div className="band validate__columns validate__columns--wide">
      <section aria-labelledby="duties-title">
        <h2 id="duties-title">{validateWords.duties.title}</h2>
        <Now report={report} />
        <Timeline report={report} />
      </section>
      <Performance report={report} />
    </div>
  );
}

function Now({ report }: { report: ValidatorReport }) {
  const due = report.duties.filter(({ next }) => next !== 'nothing');
  const readAt = useFrom('validate', (s) => s.readAt);
  const now = useNow(1_000, due.length > 0);
  const words = validateWords.duties;
  const [first] = due;
  if (first === undefined || first.next === 'nothing')
    return <p className="quiet">{report.performance.drawn === 0 ? words.none : words.nothing}</p>;
  const left =
    first.deadline === null ? null : formatLeft(first.deadline - report.chainTime - (now - readAt) / 1000);
  return (
    <p className="validate__due" data-testid="duty-now">
      {words[first.next](due.length, left)}
    </p>
  );
}

const SIZE = 14;
const GAP = 3;

/** A column for each of the last epochs, a block for each verdict that was asked for. */
function Timeline({ report: { epochs, performance } }: { report: ValidatorReport }) {
  const words = validateWords.duties;
  if (performance.drawn === 0) return null;
  const blocks = dutyBlocks(epochs);
  const step = SIZE + GAP;
  const width = epochs.length * step;
  const height = (Math.max(1, ...blocks.map(({ row }) => row)) + 1) * step;
  return (
    <figure className="timeline" data-testid="duty-timeline">
      <svg
        width={width}
        height={height + 20}
        viewBox={`0 0 ${width} ${height + 20}`}
        role="img"
        aria-label={words.describe(
          performance.epochs,
          performance.drawn,
          performance.agreed,
          performance.missed,
        )}
      >
        {epochs.map(({ epoch }, i) => (
          <line
            key={epoch}
            className="timeline__base"
            x1={i * step}
            x2={i * step + SIZE}
            y1={height - 0.5}
            y2={height - 0.5}
          />
        ))}
        {blocks.map(({ epoch, kind, column, row }) => (
          <rect
            key={`${epoch} ${row}`}
            className={`timeline__${kind}`}
            x={column * step + 1}
            y={height - (row + 1) * step + 1}
            width={SIZE - 2}
            height={SIZE - 2}
            rx="3"
          >
            <title>{`${words.epoch(epoch)}: ${words.legend[kind]}`}</title>
          </rect>
        ))}
        <text className="timeline__label" x="0" y={height + 15}>
          {epochs[0]?.epoch}
        </text>
        {epochs.length > 3 && (
          <text className="timeline__label" x={width - GAP} y={height + 15} textAnchor="end">
            {epochs.at(-1)?.epoch}
          </text>
        )}
      </svg>
      <figcaption>
        <ul className="timeline__legend">
          {DUTY_KINDS.map((kind) => (
            <li key={kind}>
              <svg width="12" height="12" aria-hidden="true">
                <rect className={`timeline__${kind}`} x="1" y="1" width="10" height="10" rx="3" />
              </svg>
              {words.legend[kind]}
            </li>
          ))}
        </ul>
        <details>
          <summary>{words.table}</summary>
          <DutyTable epochs={epochs} />
        </details>
      </figcaption>
    </figure>
  );
}

const COLUMNS = ['epoch', 'drawn', 'agreed', 'open', 'disagreed', 'missed'] as const;

function DutyTable({ epochs }: { epochs: readonly ValidatorEpoch[] }) {
  const words = validateWords.duties.columns;
  return (
    <table className="table tabular">
      <thead>
        <tr>
          {[...COLUMNS, 'earned' as const].map((column) => (
            <th key={column} scope="col">
              {words[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {epochs.toReversed().map((one) => (
          <tr key={one.epoch}>
            {COLUMNS.map((column) => (
              <td key={column}>{one[column]}</td>
            ))}
            <td>{formatLoam(one.earned)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Performance({ report }: { report: ValidatorReport }) {
  const { drawn, revealed, agreed, missed, missedInARow, earned, fined } = report.performance;
  const words = validateWords.performance;
  const due = revealed + missed;
  const settled = report.epochs.reduce((sum, one) => sum + one.agreed + one.disagreed, 0);
  return (
    <section aria-labelledby="performance-title" data-testid="performance">
      <h2 id="performance-title">{words.title}</h2>
      {due === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <>
          <p>{words.share(revealed, due, formatPpm(Math.round((revealed / due) * 1e6)))}</p>
          {settled > 0 && <p>{words.agreed(agreed, settled)}</p>}
          {missedInARow > 0 && <p className="validate__why">{words.inARow(missedInARow)}</p>}
        </>
      )}
      <dl className="figures validate__figures">
        {drawn > 0 && due > 0 && (
          <div>
            <dt>{words.done}</dt>
            <dd>{formatPpm(Math.round((revealed / due) * 1e6))}</dd>
          </div>
        )}
        <div>
          <dt>{words.earned}</dt>
          <dd>{`${formatLoam(earned)} ${words.unit}`}</dd>
        </div>
        <div>
          <dt>{words.fined}</dt>
          <dd>{`${formatLoam(fined)} ${words.unit}`}</dd>
        </div>
        <div>
          <dt>{words.reputation}</dt>
          <dd>{formatPpm(report.reputationPpm)}</dd>
        </div>
      </dl>
    </section>
  );
}
