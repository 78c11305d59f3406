import { useId, useState } from 'react';
import type { WalletOverview } from '../../../protocol/api/earn-schemas.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { checkAddress } from '../../wallet/check-address.ts';
import { useSign } from '../../wallet/use-sign.ts';
import { earnWords } from '../../words/earn-words.ts';
import { AmountField, useAmount } from './amount-field.tsx';

type What = 'sendLoam' | 'sendNative';

/** Sends money: to whom, with a second look at an address that is new. */
export function SendPanel({ overview, onClose }: { overview: WalletOverview; onClose: () => void }) {
  const { ask } = useSign();
  const id = useId();
  const refresh = useFrom('earn', (s) => s.refresh);
  const sentTo = useFrom('earn', (s) => s.ledger ?? []).flatMap(({ kind, other }) =>
    kind === 'sent' ? [other] : [],
  );
  const [what, setWhat] = useState<What>('sendLoam');
  const [to, setTo] = useState('');
  const [compared, setCompared] = useState(false);
  const [tried, setTried] = useState(false);
  const isLoam = what === 'sendLoam';
  const amount = useAmount(BigInt(isLoam ? overview.loam : overview.native), isLoam ? 'loam' : 'native');
  const words = earnWords.form;
  const trouble = checkAddress(to.trim(), { own: overview.address, contracts: overview.contracts, sentTo });
  const isWrong = trouble !== null && trouble !== 'firstTime' && (tried || to.trim().length >= 42);
  const isReady = amount.wei !== null && (trouble === null || (trouble === 'firstTime' && compared));
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isReady || amount.wei === null) return;
    const signed = await ask({ kind: what, to: to.trim() as Hex, amount: amount.wei.toString() });
    void refresh();
    if (signed !== null) onClose();
  };
  return (
    <SidePanel title={words.sendTitle} onClose={onClose}>
      <form
        className="earn__form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ChoiceField
          name="send-what"
          label={words.what}
          value={what}
          options={(['sendLoam', 'sendNative'] as const).map((value) => ({
            value,
            label: words.whats[value],
          }))}
          onChange={setWhat}
        />
        <div className="field">
          <label className="field__label" htmlFor={id}>
            {words.to}
          </label>
          <input
            id={id}
            className="mono"
            type="text"
            autoComplete="off"
            spellCheck={false}
            data-testid="send-to"
            value={to}
            aria-invalid={isWrong}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setTo(event.currentTarget.value.slice(0, 80));
              setCompared(false);
            }}
          />
          <p id={`${id}-hint`} className={isWrong ? 'earn__wrong' : 'field__hint'}>
            {isWrong && words[trouble]}
          </p>
        </div>
        {trouble === 'firstTime' && (
          <div className="earn__warning" data-testid="send-first-time">
            <p className="mono earn__address">{to.trim()}</p>
            <p>{words.firstTime}</p>
            <label className="row">
              <input
                type="checkbox"
                checked={compared}
                data-testid="send-compared"
                onChange={(event) => setCompared(event.currentTarget.checked)}
              />
              {words.firstTimeYes}
            </label>
          </div>
        )}
        <AmountField
          label={isLoam ? words.amount : words.amountNative}
          amount={amount}
          showError={tried}
          canTakeAll={isLoam}
        />
        <button
          type="submit"
          className="button button--primary"
          data-testid="amount-continue"
          disabled={trouble === 'firstTime' && !compared}
        >
          {earnWords.continue}
        </button>
      </form>
    </SidePanel>
  );
}
