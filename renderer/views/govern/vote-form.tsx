import { useId, useState } from 'react';
import type { ProposalDetail } from '../../../protocol/api/governance-schemas.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { formatLoam } from '../../parts/format.ts';
import { formatMoment } from '../../parts/format-moment.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { useSign } from '../../wallet/use-sign.ts';
import { governWords } from '../../words/govern-words.ts';

const SUPPORTS = ['for', 'against', 'abstain'] as const;

/** One's vote on a proposal: what it weighs, as of which block, why nothing; a vote of nothing cannot be cast. */
export function VoteForm({ detail }: { detail: ProposalDetail }) {
  const { state, voice, myVote } = detail;
  const words = governWords.vote;
  const when = formatMoment(voice.at);
  return (
    <section className="vote" data-testid="vote">
      <h3>{words.title}</h3>
      <p className="quiet" data-testid="vote-weight">
        {voice.block === null
          ? words.weightLater(formatLoam(voice.votes), when)
          : `${words.weight(formatLoam(voice.votes), when)} (${words.block(voice.block)})`}
      </p>
      {myVote !== null ? (
        <p data-testid="vote-mine">{words.done(words[myVote.support], formatLoam(myVote.weight))}</p>
      ) : state === 'active' && voice.why === null ? (
        <Form detail={detail} />
      ) : (
        <Blocked detail={detail} />
      )}
    </section>
  );
}

function Blocked({ detail: { state, voice } }: { detail: ProposalDetail }) {
  const words = governWords.vote;
  if (voice.why !== null && (state === 'active' || state === 'pending'))
    return (
      <div className="vote__blocked" data-testid="vote-blocked" data-why={voice.why}>
        <p className="notice__what">{words.blocked}</p>
        <p>{governWords.voice.nothing[voice.why]}</p>
        <p className="quiet">{words.blockedWhy}</p>
      </div>
    );
  return <p className="quiet">{state === 'pending' ? words.notYet : words.over}</p>;
}

function Form({ detail: { id } }: { detail: ProposalDetail }) {
  const reasonId = useId();
  const [support, setSupport] = useState<(typeof SUPPORTS)[number]>('for');
  const [reason, setReason] = useState('');
  const { ask, isOpen } = useSign();
  const refresh = useFrom('govern', (s) => s.refresh);
  const words = governWords.vote;
  return (
    <form
      className="vote__form"
      onSubmit={(event) => {
        event.preventDefault();
        void ask({ kind: 'vote', proposal: id, support, reason }).then(() => refresh());
      }}
    >
      <ChoiceField
        name="vote-support"
        label={words.choice}
        value={support}
        options={SUPPORTS.map((one) => ({ value: one, label: words[one] }))}
        onChange={setSupport}
      />
      <label className="field" htmlFor={reasonId}>
        <span>{words.reason}</span>
        <textarea
          id={reasonId}
          rows={2}
          maxLength={1_000}
          value={reason}
          data-testid="vote-reason"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className="button button--primary" data-testid="vote-send" disabled={isOpen}>
        {words.send}
      </button>
    </form>
  );
}
