import { isIncome, type LedgerEntry } from '../../../protocol/api/earn-schemas.ts';
import { formatWhen, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { formatMoney } from '../../wallet/format-money.ts';
import { earnWords } from '../../words/earn-words.ts';

/** Movements that are listed, the newest. */
const SHOWN = 20;
const OUT: ReadonlySet<LedgerEntry['kind']> = new Set(['sent', 'staked', 'bond', 'fine']);

/** Every movement of LOAM, told apart: income is marked, deposits are not income. */
export function MovementsBand() {
  const ledger = useFrom('earn', (s) => s.ledger);
  const words = earnWords.movements;
  if (ledger === null) return null;
  const newest = ledger.slice(-SHOWN).reverse();
  return (
    <section className="band band--last" aria-labelledby="earn-movements">
      <h2 id="earn-movements">{words.title}</h2>
      {newest.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="plain-list">
        {newest.map((entry) => (
          <li
            key={`${entry.transaction} ${entry.kind} ${entry.amount} ${entry.epoch}`}
            data-kind={entry.kind}
          >
            <span className={isIncome(entry) ? 'bead bead--mine' : 'bead'} aria-hidden="true" />
            <span className="plain-list__main">
              <span>{words.kinds[entry.kind]}</span>
              <span className="quiet earn__small" title={entry.other}>
                {sideOf(entry)}
              </span>
            </span>
            <span className="plain-list__end">
              <span className="tabular">
                {OUT.has(entry.kind) ? '−' : '+'}
                {formatMoney(entry.amount, 'loam')}
              </span>
              <span className="quiet earn__small">{formatWhen(entry.at * 1_000, Date.now())}</span>
            </span>
          </li>
        ))}
      </ul>
      {ledger.length > SHOWN && <p className="quiet earn__small">{words.more(ledger.length - SHOWN)}</p>}
    </section>
  );
}

function sideOf({ kind, epoch, other }: LedgerEntry): string {
  const words = earnWords.movements;
  if (epoch !== null) return words.inEpoch(epoch);
  const address = shorten(other, 6, 4);
  return OUT.has(kind) ? words.to(address) : words.from(address);
}
