import type { Proposal } from '../../../protocol/api/governance-schemas.ts';
import { formatLoam, shorten } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { governWords } from '../../words/govern-words.ts';
import { actionTexts } from './action-text.ts';
import { ProposalTimeline } from './proposal-timeline.tsx';
import { TallyBar } from './tally-bar.tsx';

/** The proposals as cards, newest first. */
export function ProposalList({ onOpen }: { onOpen: (id: string) => void }) {
  const proposals = useFrom('govern', (s) => s.proposals);
  const read = useFrom('govern', (s) => s.readAt > 0);
  if (!read) return null;
  return (
    <div className="band band--last proposals">
      {proposals.length === 0 ? (
        <p className="quiet proposals__none" data-testid="proposals-none">
          {governWords.card.none}
        </p>
      ) : (
        proposals.map((proposal) => <Card key={proposal.id} proposal={proposal} onOpen={onOpen} />)
      )}
    </div>
  );
}

function Card({ proposal, onOpen }: { proposal: Proposal; onOpen: (id: string) => void }) {
  const words = governWords.card;
  const does = proposal.actions.flatMap(actionTexts);
  const [first = ''] = does;
  const more = does.length - 1;
  return (
    <article className="card proposal" data-testid="proposal-card" data-state={proposal.state}>
      <header className="proposal__head">
        <h2>{proposal.title ?? first}</h2>
        <StateChip state={proposal.state} />
      </header>
      {(proposal.title !== null || more > 0) && (
        <p>
          {proposal.title !== null && first}
          {more > 0 && ` ${words.more(more)}`}
        </p>
      )}
      <p className="quiet proposal__by" title={proposal.proposer}>
        {proposal.mine ? words.mine : words.by(shorten(proposal.proposer, 6, 4))}
      </p>
      <ProposalTimeline proposal={proposal} />
      {proposal.state !== 'pending' && <TallyBar proposal={proposal} />}
      <footer className="proposal__foot">
        {proposal.myVote !== null && (
          <span className="quiet">
            {words.voted(governWords.vote[proposal.myVote.support], formatLoam(proposal.myVote.weight))}
          </span>
        )}
        <span className="space" />
        <button
          type="button"
          className="button"
          data-testid="proposal-open"
          onClick={() => onOpen(proposal.id)}
        >
          {proposal.state === 'active' ? words.details : words.look}
        </button>
      </footer>
    </article>
  );
}

/** How far a proposal is. */
export function StateChip({ state }: { state: Proposal['state'] }) {
  const good = state === 'active' || state === 'succeeded' || state === 'queued' || state === 'executed';
  return (
    <span className={good ? 'chip chip--moss' : 'chip'} data-testid="proposal-state" data-state={state}>
      {governWords.states[state]}
    </span>
  );
}
