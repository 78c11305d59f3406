import { useState } from 'react';
import { formatLoam } from '../../parts/format.ts';
import { earnWords } from '../../words/earn-words.ts';
import { INCOME_KINDS, type IncomeBar, scaleTop } from './income-bars.ts';

/** Income as bars on a common scale. Each bar is a button that says what it is of; the sentence stands below. */
export function IncomeChart({
  bars,
  nameOf,
}: {
  bars: readonly IncomeBar[];
  nameOf: (bar: IncomeBar) => string;
}) {
  const [picked, setPicked] = useState<number | null>(null);
  const words = earnWords.income;
  if (bars.length === 0) return null;
  const top = scaleTop(largest(bars));
  const shown = bars.find(({ at }) => at === picked) ?? bars.at(-1);
  return (
    <figure className="bars" data-testid="earn-income-chart">
      <div className="bars__plot">
        <div className="bars__scale" aria-hidden="true">
          <span>{formatLoam(top.toString())}</span>
          <span>{formatLoam((top / 2n).toString())}</span>
          <span>0</span>
        </div>
        <ol className="bars__row">
          {bars.map((bar) => (
            <li key={bar.at}>
              <button
                type="button"
                className="bars__bar"
                aria-label={sentenceOf(bar, nameOf(bar))}
                aria-pressed={bar.at === shown?.at}
                onClick={() => setPicked(bar.at)}
                onFocus={() => setPicked(bar.at)}
                onPointerEnter={() => setPicked(bar.at)}
              >
                {INCOME_KINDS.filter((kind) => bar.parts[kind] > 0n).map((kind) => (
                  <span
                    key={kind}
                    className={`bars__part bars__part--${kind}`}
                    style={{ height: `${Number((bar.parts[kind] * 10_000n) / top) / 100}%` }}
                  />
                ))}
              </button>
            </li>
          ))}
        </ol>
      </div>
      <figcaption>
        <p className="bars__says">{shown !== undefined && sentenceOf(shown, nameOf(shown))}</p>
        <ul className="bars__legend">
          {INCOME_KINDS.filter((kind) => bars.some(({ parts }) => parts[kind] > 0n)).map((kind) => (
            <li key={kind}>
              <span className={`bars__key bars__part--${kind}`} aria-hidden="true" />
              {words.kinds[kind]}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function largest(bars: readonly IncomeBar[]): bigint {
  let most = 1n;
  for (const { total } of bars) if (total > most) most = total;
  return most;
}

function sentenceOf({ total, parts }: IncomeBar, name: string): string {
  const words = earnWords.income;
  const said = INCOME_KINDS.filter((kind) => parts[kind] > 0n).map((kind) =>
    words.part(words.kinds[kind], formatLoam(parts[kind].toString())),
  );
  return words.bar(name, `${formatLoam(total.toString())} LOAM`, said.join(', '));
}
