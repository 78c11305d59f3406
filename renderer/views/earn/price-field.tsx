import { useId, useState } from 'react';
import { earnWords } from '../../words/earn-words.ts';
import { locale } from '../../words/language.ts';

const KEY = 'loam-price';

/** The owner's own price of one LOAM: nothing asks a market. */
export interface OwnPrice {
  readonly text: string;
  /** Three letters (ISO 4217). */
  readonly currency: string;
  readonly set: (text: string, currency: string) => void;
  /** An amount in wei in the owner's currency; null without a price. */
  readonly worth: (wei: bigint) => string | null;
}

/** The price that was typed last, kept by the page. */
export function usePrice(): OwnPrice {
  const [{ text, currency }, keep] = useState(readPrice);
  const price = Number(text.replace(',', '.'));
  const isPrice = text !== '' && Number.isFinite(price) && price > 0 && /^[A-Z]{3}$/.test(currency);
  return {
    text,
    currency,
    set: (nextText, nextCurrency) => {
      const next = { text: nextText, currency: nextCurrency };
      keep(next);
      localStorage.setItem(KEY, JSON.stringify(next));
    },
    worth: (wei) =>
      isPrice
        ? ((Number(wei / 10n ** 12n) / 1e6) * price).toLocaleString(locale(), { style: 'currency', currency })
        : null,
  };
}

/** Where the owner types a price. */
export function PriceField({ price }: { price: OwnPrice }) {
  const id = useId();
  const words = earnWords.income;
  return (
    <details className="earn__more" open={price.text !== ''}>
      <summary>{words.price}</summary>
      <p className="quiet earn__small">{words.priceHint}</p>
      <div className="row earn__price">
        <label className="sr-only" htmlFor={`${id}-price`}>
          {words.price}
        </label>
        <input
          id={`${id}-price`}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          data-testid="earn-price"
          value={price.text}
          onChange={(event) => price.set(event.currentTarget.value.slice(0, 20), price.currency)}
        />
        <label className="sr-only" htmlFor={`${id}-currency`}>
          {words.currency}
        </label>
        <input
          id={`${id}-currency`}
          className="earn__currency"
          type="text"
          autoComplete="off"
          maxLength={3}
          value={price.currency}
          onChange={(event) => price.set(price.text, event.currentTarget.value.toUpperCase())}
        />
      </div>
    </details>
  );
}

function readPrice(): { text: string; currency: string } {
  try {
    const { text, currency } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    if (typeof text === 'string' && typeof currency === 'string')
      return { text: text.slice(0, 20), currency: currency.slice(0, 3) };
  } catch {
    // What was kept is damaged; there is no price then.
  }
  return { text: '', currency: 'EUR' };
}
