import type { Proposal } from '../../../protocol/api/governance-schemas.ts';
import { formatLeft, formatMoment } from '../../parts/format-moment.ts';
import { governWords } from '../../words/govern-words.ts';
import { type MomentName, proposalMoments } from './proposal-scale.ts';
import { useChainNow } from './use-chain-now.ts';

const ENDED = ['executed', 'defeated', 'canceled', 'expired'];

/** The way of a proposal from its first day to its execution, with dates, and where it is now. */
export function ProposalTimeline({ proposal }: { proposal: Proposal }) {
  const isRunning = !ENDED.includes(proposal.state);
  const isLost = !isRunning && proposal.state !== 'executed';
  const now = useChainNow(isRunning);
  const { moments, now: at } = proposalMoments(proposal, now);
  const words = governWords.timeline;
  const done = proposal.state === 'executed' ? 1000 : at;
  const nameOf = (name: MomentName) =>
    name === 'executable' && proposal.executedAt !== null ? words.executed : words[name];
  const timeOf = (name: MomentName, time: number) =>
    name === 'executable' && proposal.executedAt !== null ? proposal.executedAt : time;
  return (
    <div className="way" data-testid="timeline">
      <div className="way__bar" aria-hidden="true">
        <span className="way__done" style={{ width: `${done / 10}%` }} />
        {moments.map(({ name, isPast }, i) => (
          <span
            key={name}
            className={isPast || proposal.state === 'executed' ? 'way__dot way__dot--past' : 'way__dot'}
            style={{ left: `${(i * 100) / (moments.length - 1)}%` }}
          />
        ))}
        {isRunning && <span className="way__now" style={{ left: `${at / 10}%` }} />}
      </div>
      <ol className="way__dates" aria-label={words.label}>
        {moments.map(({ name, at: time, isPast }) =>
          name === 'executable' && isLost ? (
            <li key={name}>{governWords.states[proposal.state]}</li>
          ) : (
            <li key={name}>
              <span>{nameOf(name)}</span>
              <span className="quiet tabular">
                {formatMoment(timeOf(name, time))}
                {name === 'executable' && !proposal.isQueued && !isPast && ` (${words.estimate})`}
              </span>
            </li>
          ),
        )}
      </ol>
      <Left proposal={proposal} now={now} />
    </div>
  );
}

function Left({ proposal, now }: { proposal: Proposal; now: number }) {
  const { state, voteStartsAt, voteEndsAt, executableAt } = proposal;
  const words = governWords.timeline;
  const text =
    state === 'pending'
      ? words.begins(formatLeft(voteStartsAt - now))
      : state === 'active'
        ? words.left(formatLeft(voteEndsAt - now))
        : state === 'queued' && executableAt > now
          ? words.waits(formatLeft(executableAt - now))
          : null;
  return text === null ? null : <p className="way__left tabular">{text}</p>;
}
