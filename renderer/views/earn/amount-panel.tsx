import { useState } from 'react';
import type { WalletOverview } from '../../../protocol/api/earn-schemas.ts';
import { STAKE_UNIT } from '../../../protocol/chain/loam-amount.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { formatMoney, formatWait } from '../../wallet/format-money.ts';
import { useSign } from '../../wallet/use-sign.ts';
import { earnWords } from '../../words/earn-words.ts';
import { AmountField, useAmount } from './amount-field.tsx';

/** How much to stake, or to take back: what it means, then the sheet. */
export function AmountPanel({
  kind,
  overview,
  onClose,
}: {
  kind: 'stake' | 'unstake';
  overview: WalletOverview;
  onClose: () => void;
}) {
  const { ask } = useSign();
  const refresh = useFrom('earn', (s) => s.refresh);
  const words = earnWords.form;
  const most = BigInt(kind === 'stake' ? overview.loam : overview.stake);
  const amount = useAmount(most, 'loam', STAKE_UNIT);
  const [tried, setTried] = useState(false);
  const wait = formatWait(overview.unbondSeconds);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (amount.wei === null) return;
    const signed = await ask({ kind, amount: amount.wei.toString() });
    void refresh();
    if (signed !== null) onClose();
  };
  return (
    <SidePanel title={kind === 'stake' ? words.stakeTitle : words.unstakeTitle} onClose={onClose}>
      <form
        className="earn__form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{kind === 'stake' ? words.stakeText(wait) : words.unstakeText(wait)}</p>
        {kind === 'unstake' && (
          <p className="quiet">{words.unstakeRest(formatMoney(overview.minStake, 'loam'))}</p>
        )}
        {kind === 'unstake' && overview.unbonding.readyAt !== null && (
          <p className="earn__warning">{words.unstakeAgain}</p>
        )}
        <AmountField label={words.amount} amount={amount} showError={tried} />
        <button type="submit" className="button button--primary" data-testid="amount-continue">
          {earnWords.continue}
        </button>
      </form>
    </SidePanel>
  );
}
