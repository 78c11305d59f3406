import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import type { ProposedAction, Simulation } from '../../../protocol/api/governance-schemas.ts';
import { governWords } from '../../words/govern-words.ts';
import { actionTexts } from './action-text.ts';

interface ActionListProps {
  actions: readonly ProposedAction[];
  simulation: Simulation;
  /** Carried out already: a refusal now says nothing. */
  isDone?: boolean;
}

/** Each call of a proposal in words, what happened when it was tried, and the call itself. */
export function ActionList({ actions, simulation, isDone = false }: ActionListProps) {
  const words = governWords.detail;
  return (
    <>
      <p className="quiet" data-testid="simulated-on">
        {isDone ? words.doneNow : words.tried(simulation.block)}
      </p>
      {!simulation.isWhole && <p className="quiet">{words.partly}</p>}
      <ol className="actions">
        {actions.map((action, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: calls stay in their order, and two may be alike.
          <li key={i} className="action" data-testid="action">
            {actionTexts(action).map((text) => (
              <p key={text}>{text}</p>
            ))}
            <Result result={simulation.results[i] ?? null} />
            <RawCall action={action} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Result({ result }: { result: Simulation['results'][number] }) {
  const words = governWords.detail;
  if (result === null)
    return (
      <p className="action__result quiet">
        <CircleDashed size={16} aria-hidden="true" />
        {words.notTried}
      </p>
    );
  return (
    <p
      className={result.ok ? 'action__result action__result--ok' : 'action__result action__result--refused'}
      data-testid="simulation"
      data-ok={result.ok}
    >
      {result.ok ? (
        <CircleCheck size={16} aria-hidden="true" />
      ) : (
        <TriangleAlert size={16} aria-hidden="true" />
      )}
      {result.ok ? words.ok : words.refused(result.sentence ?? '')}
    </p>
  );
}

function RawCall({ action }: { action: ProposedAction }) {
  const words = governWords.detail;
  return (
    <details>
      <summary>{words.call}</summary>
      <p className="mono action__call">{`${action.contract ?? action.to}.${action.functionName ?? '?'}`}</p>
      <dl className="action__args mono">
        {action.arguments.map(({ name, value, before }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {before !== null && before !== value && <span className="quiet"> {words.now(before)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mono action__data">{`${action.to} ${action.data}`}</p>
    </details>
  );
}
