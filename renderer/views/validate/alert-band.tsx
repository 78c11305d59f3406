import type { ValidatorAlert, ValidatorAlertRules } from '../../../protocol/api/validator-schemas.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { formatLoam, formatWhen } from '../../parts/format.ts';
import { SwitchField } from '../../parts/switch-field.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { validateWords } from '../../words/validate-words.ts';

const KINDS = ['missed', 'stopped', 'fined', 'back'] as const;
const IN_A_ROW = [1, 2, 3, 5, 10] as const;
const PER_HOUR = [1, 3, 6, 20] as const;

/** Which news about the validator are wanted, how many of them, and those that came. */
export function AlertBand() {
  const rules = useFrom('validate', (s) => s.rules);
  const alerts = useFrom('validate', (s) => s.alerts);
  if (rules === null) return null;
  const words = validateWords.alerts;
  return (
    <section className="band validate__columns" aria-labelledby="alerts-title">
      <div>
        <h2 id="alerts-title">{words.title}</h2>
        <p className="quiet">{words.lead}</p>
        <Rules rules={rules} />
      </div>
      <div>
        <h2>{words.list}</h2>
        {alerts.length === 0 ? (
          <p className="quiet">{words.none}</p>
        ) : (
          <ul className="plain-list validate__alerts" data-testid="alert-list">
            {alerts.map((alert) => (
              <AlertRow key={alert.id} alert={alert} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Rules({ rules }: { rules: ValidatorAlertRules }) {
  const setRules = useFrom('validate', (s) => s.setRules);
  const words = validateWords.alerts;
  const change = (part: Partial<ValidatorAlertRules>) => void setRules({ ...rules, ...part });
  return (
    <div className="fields">
      {KINDS.map((kind) => (
        <SwitchField
          key={kind}
          name={`alert-${kind}`}
          label={words[kind]}
          on={rules[kind]}
          onChange={(on) => change({ [kind]: on })}
        />
      ))}
      <Numbers
        name="alert-in-a-row"
        label={words.inARow}
        value={rules.missedInARow}
        choices={IN_A_ROW}
        onChange={(missedInARow) => change({ missedInARow })}
      />
      <Numbers
        name="alert-per-hour"
        label={words.perHour}
        value={rules.perHour}
        choices={PER_HOUR}
        onChange={(perHour) => change({ perHour })}
      />
    </div>
  );
}

function Numbers(props: {
  name: string;
  label: string;
  value: number;
  choices: readonly number[];
  onChange: (value: number) => void;
}) {
  const { name, label, value, choices, onChange } = props;
  return (
    <ChoiceField
      name={name}
      label={label}
      value={String(value)}
      options={choices.map((one) => ({ value: String(one), label: String(one) }))}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}

function AlertRow({ alert }: { alert: ValidatorAlert }) {
  const words = validateWords.alerts;
  return (
    <li data-testid="alert" data-kind={alert.kind}>
      <span className={alert.kind === 'back' ? 'dot dot--on' : 'dot dot--clay'} />
      <span className="plain-list__main">
        <span>{words.texts[alert.kind](alert, formatLoam(alert.fined))}</span>
        {alert.heldBack > 0 && <span className="quiet">{words.heldBack(alert.heldBack)}</span>}
      </span>
      <span className="quiet">{formatWhen(alert.at, Date.now())}</span>
    </li>
  );
}
