import { Circle, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ValidatorSetup, ValidatorStatus } from '../../../protocol/api/validator-schemas.ts';
import { formatLoam } from '../../parts/format.ts';
import { formatLeft } from '../../parts/format-moment.ts';
import { useNow } from '../../parts/use-now.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';
import type { Beginning } from './begin-panel.tsx';
import { ImportButton } from './import-button.tsx';

type Condition = ValidatorSetup['conditions'][number];

const OFF: ValidatorStatus = { state: 'off', sentence: '', code: null, watch: null };

/** The one large switch, and its conditions beside it. */
export function SwitchBand({ onBegin }: { onBegin: (how: Beginning) => void }) {
  const status = useFrom('system', (s) => s.status?.validator ?? OFF);
  const setup = useFrom('validate', (s) => s.setup);
  const busy = useFrom('validate', (s) => s.busy);
  const stop = useFrom('validate', (s) => s.stop);
  const on = setup?.on ?? status.state !== 'off';
  const ready = setup?.conditions.every(({ name, state }) => state !== 'unmet' || name === 'clock') ?? false;
  return (
    <div className="band validate">
      <div className="validate__switch">
        <label className="validate__label" htmlFor="validate-switch">
          {validateWords.switch.label}
        </label>
        <input
          id="validate-switch"
          className="switch switch--large"
          type="checkbox"
          role="switch"
          data-testid="validate-switch"
          data-state={status.state}
          aria-checked={on}
          aria-describedby="validate-state"
          checked={on}
          disabled={busy || setup === null || (!on && !ready)}
          onChange={(event) => {
            if (event.currentTarget.checked) onBegin('begin');
            else void stop();
          }}
        />
        <div id="validate-state" className="validate__state" role="status" data-testid="validate-state">
          <p>{validateWords.switch[status.state]}</p>
          {status.state === 'stopped' && <p className="validate__why">{status.sentence}</p>}
        </div>
        {status.watch !== null && <Countdown watch={status.watch} />}
      </div>
      <section className="validate__needs" aria-labelledby="validate-needs">
        <h2 id="validate-needs">{validateWords.conditions.title}</h2>
        <ul>
          {(setup?.conditions ?? []).map((condition) => (
            <Need key={condition.name} condition={condition} setup={setup} onBegin={onBegin} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** How long it stays silent; not read out every second. */
function Countdown({ watch }: { watch: NonNullable<ValidatorStatus['watch']> }) {
  const now = useNow(1_000, true);
  const words = validateWords.switch;
  const text =
    watch.endsAt === null
      ? words.watchingEpoch(watch.untilEpoch ?? 0)
      : words.watchingLeft(formatLeft((watch.endsAt - now) / 1000));
  return (
    <p className="validate__wait tabular" data-testid="validate-wait">
      {text}
    </p>
  );
}

function Need({
  condition,
  setup,
  onBegin,
}: {
  condition: Condition;
  setup: ValidatorSetup | null;
  onBegin: (how: Beginning) => void;
}) {
  const { name, state } = condition;
  const network = useFrom('system', (s) => s.status?.network.name ?? null);
  const words = validateWords.conditions;
  return (
    <li className={`need need--${state}`} data-testid={`need-${name}`} data-state={state}>
      <NeedIcon state={state} />
      <div className="need__text">
        <p className="need__name">
          {words.names[name]}
          <span className="sr-only"> {words.states[state]}</span>
        </p>
        <p className="quiet">{textOf(condition, setup, network)}</p>
        <NeedActions condition={condition} onBegin={onBegin} />
      </div>
    </li>
  );
}

function NeedIcon({ state }: { state: Condition['state'] }) {
  if (state === 'met') return <CircleCheck className="need__icon" size={18} aria-hidden="true" />;
  if (state === 'unmet') return <TriangleAlert className="need__icon" size={18} aria-hidden="true" />;
  return <Circle className="need__icon" size={18} aria-hidden="true" />;
}

function NeedActions({
  condition: { name, state, code },
  onBegin,
}: {
  condition: Condition;
  onBegin: (how: Beginning) => void;
}) {
  const go = useFrom('ui', (s) => s.go);
  const words = validateWords.conditions;
  if (state !== 'unmet') return null;
  if (name === 'stake')
    return (
      <button type="button" className="button button--small" onClick={() => go('earn')}>
        {words.stakeMore}
      </button>
    );
  if (name === 'history')
    return (
      <div className="row">
        <ImportButton label={words.historyImport} />
        {/_(MISSING|DAMAGED|OLD)$/.test(code ?? '') && (
          <button
            type="button"
            className="button button--small button--danger"
            data-testid="history-empty"
            onClick={() => onBegin('empty')}
          >
            {words.historyEmpty}
          </button>
        )}
      </div>
    );
  if (name === 'alone')
    return (
      <button
        type="button"
        className="button button--small"
        data-testid="validate-again"
        onClick={() => onBegin('again')}
      >
        {words.aloneAgain}
      </button>
    );
  return null;
}

function textOf(
  { name, state, sentence }: Condition,
  setup: ValidatorSetup | null,
  network: string | null,
): string {
  const words = validateWords.conditions;
  const bond = setup?.bond;
  if (name === 'network' && state === 'met' && network !== null) return words.network(network);
  if (name === 'stake' && bond != null) return words.stake(formatLoam(bond.stake), formatLoam(bond.minStake));
  if (name === 'history' && state === 'unmet') return words.historyLost;
  if (name === 'history') {
    const signatures = (setup?.history ?? []).reduce((sum, one) => sum + one.signatures, 0);
    return signatures === 0 ? words.historyNew : words.historyMet(signatures);
  }
  if (sentence !== null) return sentence;
  if (name === 'clock' && state === 'met') return words.clockMet;
  if (name === 'alone') return state === 'met' ? words.aloneMet : words.aloneOpen;
  return words.states[state];
}
