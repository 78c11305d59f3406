import type { GovernanceOverview } from '../../../protocol/api/governance-schemas.ts';
import type { WalletAction } from '../../../protocol/api/wallet-schemas.ts';
import { formatMoment } from '../../parts/format-moment.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { useSign } from '../../wallet/use-sign.ts';
import { governWords } from '../../words/govern-words.ts';
import { AccountName } from './account-name.tsx';
import { PauseLine } from './pause-state.tsx';
import { useChainNow } from './use-chain-now.ts';

const COMMITTEES = ['guard', 'curators'] as const;
type Committee = (typeof COMMITTEES)[number];

/** Who was elected, and who was drawn to check this epoch's contributions. */
export function CommitteeBands() {
  const overview = useFrom('govern', (s) => s.overview);
  if (overview === null) return null;
  return (
    <>
      <section className="band" aria-labelledby="elected-title">
        <h2 id="elected-title">{governWords.committees.title}</h2>
        <div className="committees">
          {COMMITTEES.map((name) => (
            <Elected key={name} name={name} overview={overview} />
          ))}
        </div>
      </section>
      <Drawn committees={overview.committees} />
    </>
  );
}

function Elected({ name, overview }: { name: Committee; overview: GovernanceOverview }) {
  const { members, candidates, threshold, term, endsAt } = overview.elected[name];
  const words = governWords.committees;
  return (
    <article className="card" data-testid={`committee-${name}`}>
      <h3>{words.names[name]}</h3>
      <p>{words.does[name]}</p>
      {members.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <>
          <p className="quiet">
            {`${words.term(term, formatMoment(endsAt))}. ${words.agree(threshold, members.length)}`}
          </p>
          <ul>
            {members.map((member) => (
              <li key={member}>
                <AccountName address={member} />
              </li>
            ))}
          </ul>
        </>
      )}
      {candidates.length > 0 && <p className="quiet">{words.candidates(candidates.length)}</p>}
      {name === 'guard' && <PauseLine />}
      <ElectionSteps name={name} overview={overview} />
    </article>
  );
}

function ElectionSteps({ name, overview }: { name: Committee; overview: GovernanceOverview }) {
  const { ask, isOpen } = useSign();
  const refresh = useFrom('govern', (s) => s.refresh);
  const now = useChainNow();
  const words = governWords.committees;
  const { members, candidates, endsAt } = overview.elected[name];
  const own = overview.account.toLowerCase();
  const has = (list: readonly string[]) => list.some((one) => one.toLowerCase() === own);
  const termOver = endsAt <= now;
  const steps: { action: WalletAction; label: string }[] = [
    has(candidates)
      ? { action: { kind: 'standDown', committee: name }, label: words.standDown }
      : { action: { kind: 'stand', committee: name }, label: words.stand },
    ...(termOver && candidates.length > 0
      ? [
          { action: { kind: 'callElection', committee: name } as const, label: words.call },
          { action: { kind: 'elect', committee: name } as const, label: words.elect },
        ]
      : []),
    ...(name === 'guard' && has(members) && overview.pause.paused
      ? [{ action: { kind: 'approveLift' } as const, label: words.lift }]
      : []),
  ];
  return (
    <div className="row detail__choices">
      {steps.map(({ action, label }) => (
        <button
          key={action.kind}
          type="button"
          className="button button--small"
          data-testid={`${action.kind}-${name}`}
          disabled={isOpen}
          onClick={() => void ask(action).then(() => refresh())}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Drawn({ committees }: { committees: GovernanceOverview['committees'] }) {
  const words = governWords.committees;
  const [first] = committees;
  return (
    <section className="band band--last" aria-labelledby="drawn-title" data-testid="drawn">
      {first === undefined ? (
        <p id="drawn-title" className="quiet">
          {words.epochNone}
        </p>
      ) : (
        <>
          <h2 id="drawn-title">{words.epoch(first.epoch)}</h2>
          <ul className="plain-list">
            {committees.map(({ index, members }) => (
              <li key={index}>
                <span className="plain-list__main">{words.lesson(index)}</span>
                <span className="plain-list__end">
                  {members.map(({ validator, seats }) => (
                    <span key={validator}>
                      <AccountName address={validator} />
                      <span className="quiet">{` ${words.seats(seats)}`}</span>
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
