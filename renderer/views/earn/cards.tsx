import { ArrowUpRight, Coins } from 'lucide-react';
import type { WalletOverview } from '../../../protocol/api/earn-schemas.ts';
import { formatClock, formatLoam, formatPpm } from '../../parts/format.ts';
import { useNow } from '../../parts/use-now.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { formatFee, formatMoney, formatWait } from '../../wallet/format-money.ts';
import { useSign } from '../../wallet/use-sign.ts';
import { earnWords } from '../../words/earn-words.ts';
import type { EarnPanel } from './earn-view.tsx';

interface CardsProps {
  readonly overview: WalletOverview;
  readonly onOpen: (panel: EarnPanel) => void;
}

/** Balance, stake, and what is on its way back: each with the one thing to do about it. */
export function Cards({ overview, onOpen }: CardsProps) {
  return (
    <div className="band">
      <div className="earn__cards">
        <BalanceCard overview={overview} onOpen={onOpen} />
        <StakeCard overview={overview} onOpen={onOpen} />
        <LeavingCard overview={overview} />
      </div>
      {overview.network.isLocal && <p className="quiet earn__note">{earnWords.playMoney}</p>}
    </div>
  );
}

function BalanceCard({ overview, onOpen }: CardsProps) {
  const { ask } = useSign();
  const refresh = useFrom('earn', (s) => s.refresh);
  const words = earnWords.balance;
  const { loam, native, claimable } = overview;
  const isDue = claimable.total !== '0';
  return (
    <section className="earn__card" aria-labelledby="earn-balance">
      <h2 id="earn-balance">{words.title}</h2>
      <Figure wei={loam} testId="earn-balance-figure" />
      <p className="quiet">{native === '0' ? words.noNative : words.native(formatFee(native))}</p>
      <p className="quiet" data-testid="earn-due">
        {isDue ? words.due(`${formatLoam(claimable.total)} LOAM`, claimable.epochs.length) : words.nothingDue}
      </p>
      <div className="row earn__buttons">
        {isDue && (
          <button
            type="button"
            className="button button--primary"
            data-testid="earn-claim"
            onClick={() => void ask({ kind: 'claim' }).then(refresh)}
          >
            <Coins size={16} aria-hidden="true" />
            {words.claim(formatLoam(claimable.total))}
          </button>
        )}
        <button type="button" className="button" data-testid="earn-send" onClick={() => onOpen('send')}>
          <ArrowUpRight size={16} aria-hidden="true" />
          {words.send}
        </button>
      </div>
    </section>
  );
}

function StakeCard({ overview, onOpen }: CardsProps) {
  const words = earnWords.stake;
  const { stake, unbondSeconds, reputationPpm } = overview;
  return (
    <section className="earn__card" aria-labelledby="earn-stake-title">
      <h2 id="earn-stake-title">{words.title}</h2>
      <Figure wei={stake} testId="earn-stake-figure" />
      <p className="quiet">{stake === '0' ? words.none : words.why(formatWait(unbondSeconds))}</p>
      <p className="quiet" title={words.reputationWhat}>
        {words.reputation(formatPpm(reputationPpm))}
      </p>
      <div className="row earn__buttons">
        <button type="button" className="button" data-testid="earn-stake" onClick={() => onOpen('stake')}>
          {words.add}
        </button>
        {stake !== '0' && (
          <button
            type="button"
            className="button"
            data-testid="earn-unstake"
            onClick={() => onOpen('unstake')}
          >
            {words.takeBack}
          </button>
        )}
      </div>
    </section>
  );
}

function LeavingCard({ overview: { unbonding, held, chainTime } }: { overview: WalletOverview }) {
  const { ask } = useSign();
  const refresh = useFrom('earn', (s) => s.refresh);
  const readAt = useFrom('earn', (s) => s.readAt);
  const isWaiting = unbonding.readyAt !== null && !unbonding.isReady;
  const now = useNow(1_000, isWaiting);
  const words = earnWords.leaving;
  const left =
    unbonding.readyAt === null ? 0 : unbonding.readyAt - chainTime - Math.max(0, now - readAt) / 1_000;
  // The chain's clock has moved on since it was read; whether stake is free is for the chain to say.
  const isOver = isWaiting && left <= 0;
  const text =
    unbonding.readyAt === null
      ? words.none
      : unbonding.isReady || (isOver && unbonding.heldByEpoch === null)
        ? words.ready
        : left > 0
          ? words.countdown(formatClock(left))
          : words.epoch(unbonding.heldByEpoch ?? 0);
  return (
    <section className="earn__card" aria-labelledby="earn-leaving-title">
      <h2 id="earn-leaving-title">{words.title}</h2>
      <Figure wei={unbonding.amount} testId="earn-leaving-figure" />
      <p className="quiet" data-testid="earn-countdown">
        {text}
      </p>
      {held !== '0' && <p className="quiet">{words.held(formatMoney(held, 'loam'))}</p>}
      {unbonding.readyAt !== null && (unbonding.isReady || isOver) && (
        <div className="row earn__buttons">
          <button
            type="button"
            className="button"
            data-testid="earn-withdraw"
            onClick={() => void ask({ kind: 'withdraw' }).then(refresh)}
          >
            {words.withdraw}
          </button>
        </div>
      )}
    </section>
  );
}

function Figure({ wei, testId }: { wei: string; testId: string }) {
  return (
    <p className="earn__figure" title={formatMoney(wei, 'loam')} data-testid={testId} data-wei={wei}>
      <span className="big">{formatLoam(wei)}</span> <span className="quiet">{'LOAM'}</span>
    </p>
  );
}
