import { useId, useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { formatLoam } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { formatMoney } from '../../wallet/format-money.ts';
import { earnWords } from '../../words/earn-words.ts';
import { locale } from '../../words/language.ts';
import { type BarsBy, INCOME_KINDS, type IncomeBar, incomeBars, totalIncome } from './income-bars.ts';
import { IncomeChart } from './income-chart.tsx';
import { PriceField, usePrice } from './price-field.tsx';

/** What was earned, over time: bars, the same as a table, the sum, and what it is worth at the owner's own price. */
export function IncomeBand({ onRecords }: { onRecords: () => void }) {
  const ledger = useFrom('earn', (s) => s.ledger);
  const [by, setBy] = useState<BarsBy>('epoch');
  const price = usePrice();
  const id = useId();
  const words = earnWords.income;
  if (ledger === null) return null;
  const bars = incomeBars(ledger, by, -new Date().getTimezoneOffset() * 60);
  const total = totalIncome(ledger);
  return (
    <section className="band" aria-labelledby={id}>
      <div className="band__head">
        <h2 id={id}>{words.title}</h2>
        <span className="space" />
        <button type="button" className="button" data-testid="earn-records" onClick={onRecords}>
          {words.forMe}
        </button>
      </div>
      <p className="quiet band__lead">{words.lead}</p>
      {total === 0n ? (
        <p className="quiet" data-testid="earn-income-none">
          {words.none}
        </p>
      ) : (
        <>
          <div className="earn__income">
            <div>
              <span className="quiet earn__small">{words.total}</span>
              <p className="earn__total" data-testid="earn-income-total" data-wei={total.toString()}>
                {formatMoney(total.toString(), 'loam')}
              </p>
              {price.worth(total) !== null && (
                <p className="quiet">{words.worth(price.worth(total) ?? '')}</p>
              )}
            </div>
            <ChoiceField
              name="income-by"
              label={words.by}
              value={by}
              options={(['epoch', 'day'] as const).map((value) => ({ value, label: words.bys[value] }))}
              onChange={setBy}
            />
          </div>
          <IncomeChart bars={bars} nameOf={(bar) => nameOf(bar, by)} />
          <details className="earn__more">
            <summary>{words.table}</summary>
            <IncomeTable bars={bars} by={by} />
          </details>
        </>
      )}
      <PriceField price={price} />
    </section>
  );
}

function IncomeTable({ bars, by }: { bars: readonly IncomeBar[]; by: BarsBy }) {
  const words = earnWords.income;
  return (
    <div className="earn__table">
      <table data-testid="earn-income-table">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            {INCOME_KINDS.map((kind) => (
              <th scope="col" key={kind}>
                {words.kinds[kind]}
              </th>
            ))}
            <th scope="col">{words.total}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.at}>
              <th scope="row">{nameOf(bar, by)}</th>
              {INCOME_KINDS.map((kind) => (
                <td key={kind}>{formatLoam(bar.parts[kind].toString())}</td>
              ))}
              <td>{formatLoam(bar.total.toString())}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf({ at }: IncomeBar, by: BarsBy): string {
  if (by === 'epoch') return earnWords.income.epoch(at);
  return new Date(at * 86_400_000).toLocaleDateString(locale(), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}
