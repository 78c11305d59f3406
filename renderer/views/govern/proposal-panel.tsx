import { useEffect } from 'react';
import type { ProposalDetail } from '../../../protocol/api/governance-schemas.ts';
import { formatLoam } from '../../parts/format.ts';
import { formatSpan } from '../../parts/format-moment.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { useSign } from '../../wallet/use-sign.ts';
import { governWords } from '../../words/govern-words.ts';
import { AccountName } from './account-name.tsx';
import { ActionList } from './action-list.tsx';
import { StateChip } from './proposal-list.tsx';
import { ProposalTimeline } from './proposal-timeline.tsx';
import { TallyBar } from './tally-bar.tsx';
import { useChainNow } from './use-chain-now.ts';
import { VoteForm } from './vote-form.tsx';

const PARTS = ['rationale', 'effects', 'tests', 'plan'] as const;

/** A proposal with its reasons, its calls in words and tried, its dates, the votes, and one's own. */
export function ProposalPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const open = useFrom('govern', (s) => s.open);
  const detail = useFrom('govern', (s) => s.detail);
  useEffect(() => {
    void open(id);
    return () => void open(null);
  }, [id, open]);
  const title = detail?.title ?? governWords.detail.title;
  return (
    <SidePanel title={title} onClose={onClose}>
      {detail === null ? <p className="quiet">{governWords.detail.reading}</p> : <Detail detail={detail} />}
    </SidePanel>
  );
}

function Detail({ detail }: { detail: ProposalDetail }) {
  const words = governWords.detail;
  return (
    <div className="detail" data-testid="proposal-detail">
      <p className="row">
        <StateChip state={detail.state} />
      </p>
      <Steps detail={detail} />
      <Text detail={detail} />
      <section>
        <h3>{words.actions}</h3>
        <ActionList
          actions={detail.actions}
          simulation={detail.simulation}
          isDone={detail.state === 'executed'}
        />
      </section>
      <VoteForm detail={detail} />
      <section>
        <h3>{words.dates}</h3>
        <ProposalTimeline proposal={detail} />
      </section>
      <section>
        <h3>{words.votes}</h3>
        <TallyBar proposal={detail} />
        {detail.cast.length === 0 ? (
          <p className="quiet">{words.noVotes}</p>
        ) : (
          <ul className="plain-list" data-testid="votes-cast">
            {detail.cast.map(({ voter, support, weight, reason }) => (
              <li key={voter}>
                <span className="plain-list__main">
                  <AccountName address={voter} />
                  {reason !== '' && <span className="cast__reason">{reason}</span>}
                </span>
                <span className="plain-list__end">
                  <span>{governWords.vote[support]}</span>
                  <span className="quiet tabular">{formatLoam(weight)}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {detail.deposit !== '0' && <p className="quiet">{words.deposit(formatLoam(detail.deposit))}</p>}
    </div>
  );
}

/** The document as plain text: nothing of it is ever taken for markup. */
function Text({ detail: { text } }: { detail: ProposalDetail }) {
  const words = governWords.detail;
  if (text === null) return <p className="quiet">{words.noText}</p>;
  return (
    <div data-testid="proposal-text">
      {PARTS.filter((part) => text[part] !== '').map((part) => (
        <section key={part}>
          <h3>{words[part]}</h3>
          <p className="detail__text">{text[part]}</p>
        </section>
      ))}
    </div>
  );
}

/** What anyone can do for it now: queue it, carry it out, settle its deposit. */
function Steps({ detail }: { detail: ProposalDetail }) {
  const { ask, isOpen } = useSign();
  const refresh = useFrom('govern', (s) => s.refresh);
  const wait = useFrom('govern', (s) => s.overview?.rules.timelockSeconds ?? 0);
  const now = useChainNow();
  const words = governWords.steps;
  const over = !['pending', 'active'].includes(detail.state);
  const steps = [
    ...(detail.state === 'succeeded'
      ? ([{ kind: 'queueProposal', label: words.queue, why: words.queueWhy(formatSpan(wait)) }] as const)
      : []),
    ...(detail.state === 'queued' && detail.executableAt <= now
      ? ([{ kind: 'executeProposal', label: words.execute, why: words.executeWhy }] as const)
      : []),
    ...(over && detail.deposit !== '0'
      ? ([{ kind: 'settleDeposit', label: words.settle, why: words.settleWhy }] as const)
      : []),
  ];
  return steps.map(({ kind, label, why }, i) => (
    <div key={kind} className="detail__step">
      <p>{why}</p>
      <button
        type="button"
        className={i === 0 ? 'button button--primary' : 'button'}
        data-testid={`step-${kind}`}
        disabled={isOpen}
        onClick={() => void ask({ kind, proposal: detail.id }).then(() => refresh())}
      >
        {label}
      </button>
    </div>
  ));
}
