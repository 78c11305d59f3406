import type { TransactionView } from '../../../protocol/api/transaction-schemas.ts';
import { formatWhen, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { earnWords } from '../../words/earn-words.ts';
import type { CallWords } from '../../words/en/sign-en.ts';
import { signWords } from '../../words/sign-words.ts';

/** Ended transactions that are listed. */
const RECENT = 5;

/** What was sent and is not confirmed yet, with what can still be done about it; below it what ended last. */
export function PendingBand() {
  const transactions = useFrom('earn', (s) => s.transactions);
  const words = earnWords.pending;
  const open = transactions.filter(({ state }) => state === 'open');
  const ended = transactions.filter(({ state }) => state !== 'open').slice(0, RECENT);
  return (
    <section className="band" aria-labelledby="earn-pending">
      <h2 id="earn-pending">{words.title}</h2>
      {open.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul className="plain-list" data-testid="earn-pending">
          {open.map((transaction) => (
            <Row key={transaction.id} transaction={transaction} />
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <details className="earn__more">
          <summary>{words.recent}</summary>
          <ul className="plain-list">
            {ended.map((transaction) => (
              <Row key={transaction.id} transaction={transaction} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Row({ transaction }: { transaction: TransactionView }) {
  const { id, nonce, what, state, tries, createdAt, hash } = transaction;
  const replace = useFrom('earn', (s) => s.replace);
  const words = earnWords.pending;
  const known = (signWords.calls as Readonly<Record<string, CallWords>>)[what];
  return (
    <li data-testid="earn-transaction" data-state={state}>
      <span className="plain-list__main">
        <span title={what}>
          {known?.does ?? (what.startsWith('0x') ? words.payment(shorten(what, 6, 4)) : what)}
        </span>
        <span className="quiet earn__small" title={hash ?? undefined}>
          {[
            words.states[state],
            words.nonce(nonce),
            words.sent(formatWhen(createdAt, Date.now())),
            ...(tries > 1 ? [words.tries(tries)] : []),
          ].join(', ')}
        </span>
      </span>
      {state === 'open' && (
        <span className="row">
          <button
            type="button"
            className="button button--small"
            title={words.speedUpWhat}
            data-testid="earn-speed-up"
            onClick={() => void replace('speedUp', id)}
          >
            {words.speedUp}
          </button>
          <button
            type="button"
            className="button button--small"
            title={words.cancelWhat}
            data-testid="earn-cancel"
            onClick={() => void replace('cancel', id)}
          >
            {words.cancel}
          </button>
        </span>
      )}
    </li>
  );
}
