import { formatLoam, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { networkWords } from '../../words/network-words.ts';

/** Chain id of the local network's chain. */
const LOCAL_CHAIN = 31_337;

/** The owner's account in this network: balance and stake as two figures. */
export function Account() {
  const wallet = useFrom('system', (s) => s.status?.wallet ?? null);
  const local = useFrom('system', (s) => s.status?.network.chainId === LOCAL_CHAIN);
  if (wallet === null) return null;
  return (
    <section aria-labelledby="account-title">
      <h2 id="account-title">{networkWords.wallet.title}</h2>
      <div className="account">
        <div>
          <span className="quiet">{networkWords.wallet.balance}</span>
          <span className="big">{formatLoam(wallet.balance)}</span>
          <span className="quiet">{networkWords.wallet.unit}</span>
        </div>
        <div>
          <span className="quiet">{networkWords.wallet.stake}</span>
          <span className="big">{formatLoam(wallet.stake)}</span>
          <span className="quiet">
            {networkWords.wallet.unit}
            {wallet.unbonding !== '0' && `, ${formatLoam(wallet.unbonding)} ${networkWords.wallet.unbonding}`}
          </span>
        </div>
      </div>
      <p className="quiet account__note">
        {networkWords.wallet.did}{' '}
        <span className="mono" title={wallet.did}>
          {shorten(wallet.did, 22, 6)}
        </span>
      </p>
      {local && <p className="quiet account__note">{networkWords.wallet.note}</p>}
    </section>
  );
}
