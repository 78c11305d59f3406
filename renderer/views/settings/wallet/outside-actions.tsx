import { type FormEvent, useId, useState } from 'react';
import type { OutsideWallet } from '../../../stores/sign-store.ts';
import { useFrom } from '../../../stores/use-stores.tsx';
import { parseAmount } from '../../../wallet/parse-amount.ts';
import { walletWords } from '../../../words/wallet-words.ts';

/** What another wallet can do here: sign votes and the like, and send LOAM to this computer's account. */
export function OutsideActions({ wallet, isUsed }: { wallet: () => OutsideWallet | null; isUsed: boolean }) {
  const id = useId();
  const own = useFrom('system', (s) => s.status?.wallet?.address ?? null);
  const use = useFrom('sign', (s) => s.use);
  const ask = useFrom('sign', (s) => s.ask);
  const [text, setText] = useState('');
  const words = walletWords.signers;
  const amount = parseAmount(text);
  const fund = (event: FormEvent): void => {
    event.preventDefault();
    const by = wallet();
    if (by === null || own === null || amount === null || amount === 0n) return;
    void ask({ kind: 'sendLoam', to: own as `0x${string}`, amount: amount.toString() }, by);
  };
  return (
    <div className="wallet__outside">
      <label className="wallet__tick">
        <input
          type="checkbox"
          data-testid="signer-use"
          checked={isUsed}
          onChange={(event) => use(event.currentTarget.checked ? wallet() : null)}
        />
        {words.use}
      </label>
      <form className="row wallet__fund" onSubmit={fund}>
        <label className="sr-only" htmlFor={id}>
          {words.fund}
        </label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          placeholder={words.fund}
          data-testid="fund-amount"
          value={text}
          onChange={(event) => setText(event.currentTarget.value.slice(0, 60))}
        />
        <button
          type="submit"
          className="button button--small"
          data-testid="fund-go"
          disabled={amount === null || amount === 0n}
        >
          {words.fundGo}
        </button>
      </form>
    </div>
  );
}
