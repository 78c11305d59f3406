import { useId, useState } from 'react';
import { formatLoam } from '../../../protocol/chain/loam-amount.ts';
import { formatMoney } from '../../wallet/format-money.ts';
import { parseAmount } from '../../wallet/parse-amount.ts';
import { earnWords } from '../../words/earn-words.ts';

/** An amount that is being typed. */
export interface TypedAmount {
  readonly text: string;
  /** Null while it is none, or more than there is. */
  readonly wei: bigint | null;
  readonly trouble: string | null;
  readonly most: bigint;
  readonly asset: 'loam' | 'native';
  readonly type: (text: string) => void;
}

/** State of an {@link AmountField}. @param unit wei that the amount must be a multiple of */
export function useAmount(most: bigint, asset: 'loam' | 'native', unit = 1n): TypedAmount {
  const [text, type] = useState('');
  const parsed = parseAmount(text);
  const words = earnWords.form;
  const trouble =
    parsed === null || parsed === 0n
      ? words.noNumber
      : parsed % unit !== 0n
        ? words.tooFine
        : parsed > most
          ? words.tooMuch(formatMoney(most.toString(), asset))
          : null;
  return { text, wei: trouble === null ? parsed : null, trouble, most, asset, type };
}

/** A field for an amount, with what there is and a button that takes all of it. */
export function AmountField({
  label,
  amount,
  showError,
  canTakeAll = true,
}: {
  label: string;
  amount: TypedAmount;
  showError: boolean;
  /** False for money that also pays the fee. */
  canTakeAll?: boolean;
}) {
  const id = useId();
  const words = earnWords.form;
  const isWrong = amount.trouble !== null && (showError || (amount.text !== '' && amount.wei === null));
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <div className="row earn__amount">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          data-testid="amount"
          value={amount.text}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          onChange={(event) => amount.type(event.currentTarget.value.slice(0, 60))}
        />
        {canTakeAll && (
          <button type="button" className="button" onClick={() => amount.type(formatLoam(amount.most))}>
            {words.all}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} className={isWrong ? 'earn__wrong' : 'field__hint'}>
        {isWrong ? amount.trouble : words.have(formatMoney(amount.most.toString(), amount.asset))}
      </p>
    </div>
  );
}
