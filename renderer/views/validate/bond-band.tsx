import { useState } from 'react';
import type { ValidatorReport } from '../../../protocol/api/validator-schemas.ts';
import { formatLoam } from '../../parts/format.ts';
import { formatLeft, formatMoment, formatSpan } from '../../parts/format-moment.ts';
import { useNow } from '../../parts/use-now.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { useSign } from '../../wallet/use-sign.ts';
import { validateWords } from '../../words/validate-words.ts';
import { parseLoam } from './parse-loam.ts';

type Bond = ValidatorReport['bond'];

/** Bonded money, what failing costs, and the way out step by step. */
export function BondBand() {
  const bond = useFrom('validate', (s) => s.report?.bond ?? null);
  if (bond === null) return null;
  return (
    <div className="band validate__columns">
      <BondState bond={bond} />
      <Exit bond={bond} />
    </div>
  );
}

function BondState({ bond }: { bond: Bond }) {
  const go = useFrom('ui', (s) => s.go);
  const words = validateWords.bond;
  const part = (bps: number) => formatLoam(((BigInt(bond.stake) * BigInt(bps)) / 10_000n).toString());
  return (
    <section aria-labelledby="bond-title" data-testid="bond">
      <h2 id="bond-title">{words.title}</h2>
      <p className="big">{formatLoam(bond.stake)}</p>
      <p className="quiet">{`LOAM, ${words.bonded.toLowerCase()}`}</p>
      {BigInt(bond.stake) < BigInt(bond.minStake) && <p className="validate__why">{words.tooSmall}</p>}
      <p className="validate__para">
        {words.costs(part(bond.silenceBps), part(bond.dissentBps))}{' '}
        <button type="button" className="link-button" onClick={() => go('govern', 'disputes')}>
          {words.appeal}
        </button>
      </p>
      <h3>{words.fines}</h3>
      {bond.fines.length === 0 ? (
        <p className="quiet">{words.noFines}</p>
      ) : (
        <ul data-testid="fines">
          {bond.fines.map(({ amount, at }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two fines may be alike in everything.
            <li key={i}>{words.fine(formatLoam(amount), formatMoment(at))}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Exit({ bond }: { bond: Bond }) {
  const words = validateWords.exit;
  return (
    <section aria-labelledby="exit-title" data-testid="exit">
      <h2 id="exit-title">{words.title}</h2>
      <ol className="exit">
        <li>{words.off}</li>
        <li>
          {words.take(formatSpan(bond.unbondSeconds))} <TakeOut bond={bond} />
        </li>
        <li>{words.risk}</li>
        <li>
          {words.withdraw} <Waiting bond={bond} />
        </li>
      </ol>
    </section>
  );
}

function TakeOut({ bond }: { bond: Bond }) {
  const [text, setText] = useState('');
  const { ask, isOpen } = useSign();
  const refresh = useFrom('validate', (s) => s.refresh);
  const words = validateWords.exit;
  const amount = parseLoam(text === '' ? formatPlain(bond.stake) : text);
  if (bond.stake === '0') return null;
  return (
    <form
      className="exit__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount === null) return;
        void ask({ kind: 'unstake', amount: amount.toString() }).then(() => refresh());
      }}
    >
      <label className="field">
        <span>{words.amount}</span>
        <input
          inputMode="decimal"
          data-testid="exit-amount"
          placeholder={formatPlain(bond.stake)}
          value={text}
          aria-invalid={amount === null}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className="button" data-testid="exit-start" disabled={amount === null || isOpen}>
        {words.start}
      </button>
    </form>
  );
}

/** Wei as whole tokens with a point, as it is typed. */
function formatPlain(wei: string): string {
  const value = BigInt(wei);
  const rest = (value % 10n ** 18n).toString().padStart(18, '0').replace(/0+$/, '');
  return `${value / 10n ** 18n}${rest === '' ? '' : `.${rest}`}`;
}

function Waiting({ bond }: { bond: Bond }) {
  const waits = bond.unbonding !== '0';
  const chainTime = useFrom('validate', (s) => s.report?.chainTime ?? 0);
  const readAt = useFrom('validate', (s) => s.readAt);
  const refresh = useFrom('validate', (s) => s.refresh);
  const now = useNow(1_000, waits);
  const { ask, isOpen } = useSign();
  const words = validateWords.exit;
  if (!waits) return null;
  const left = bond.unbondAt - chainTime - (now - readAt) / 1000;
  const amount = formatLoam(bond.unbonding);
  const ready = left <= 0 && bond.unbondEpochFinal;
  return (
    <div className="exit__waiting" data-testid="exit-waiting" data-ready={ready}>
      <p>{ready ? words.ready(amount) : words.waiting(amount, formatMoment(bond.unbondAt))}</p>
      {left > 0 && <p className="tabular quiet">{words.left(formatLeft(left))}</p>}
      {!bond.unbondEpochFinal && <p className="quiet">{words.waitingEpoch(bond.unbondEpoch)}</p>}
      {ready && (
        <button
          type="button"
          className="button button--primary"
          data-testid="exit-withdraw"
          disabled={isOpen}
          onClick={() => void ask({ kind: 'withdraw' }).then(() => refresh())}
        >
          {words.collect}
        </button>
      )}
    </div>
  );
}
