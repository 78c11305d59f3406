import { X } from 'lucide-react';
import { useState } from 'react';
import type { LearningRules } from '../../../protocol/api/learn-schemas.ts';
import { MAX_PROGRAM_NAME_CHARS } from '../../../protocol/limits.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

const BATTERY = ['never', '30', '60', '80'] as const;
const NIGHT = { from: 22 * 60, to: 7 * 60 };

/** Everything that decides when Loam learns by itself; each change counts at once. */
export function RulesFields({ name }: { name: string }) {
  const auto = useFrom('learn', (s) => s.auto);
  const change = useFrom('learn', (s) => s.setSchedule);
  const words = learnWords.rules;
  if (auto === null) return null;
  const { schedule, device } = auto;
  const { rules } = schedule;
  const set = (part: Partial<LearningRules>): void => void change({ rules: part });
  const battery = BATTERY.find((one) => one === String(rules.batteryPercent)) ?? 'never';
  return (
    <div className="fields" data-testid={name}>
      <SwitchField
        name={`${name}-enabled`}
        label={words.enabled}
        hint={words.enabledHint}
        on={schedule.enabled}
        onChange={(enabled) => void change({ enabled })}
      />
      <NumberField
        name={`${name}-lessons`}
        label={words.minLessons}
        value={schedule.minLessons}
        min={1}
        max={1_000}
        onChange={(minLessons) => void change({ minLessons })}
      />
      <NumberField
        name={`${name}-idle`}
        label={words.idle}
        hint={words.idleHint}
        value={rules.idleMinutes}
        min={0}
        max={1_440}
        onChange={(idleMinutes) => set({ idleMinutes })}
      />
      <ChoiceField
        name={`${name}-battery`}
        label={words.battery}
        value={battery}
        options={BATTERY.map((value) => ({
          value,
          label: value === 'never' ? words.batteryNever : words.batteryFrom(Number(value)),
        }))}
        onChange={(value) => set({ batteryPercent: value === 'never' ? null : Number(value) })}
      />
      <ChoiceField
        name={`${name}-hours`}
        label={words.hours}
        value={rules.hours === null ? 'always' : 'between'}
        options={[
          { value: 'always', label: words.always },
          { value: 'between', label: words.between },
        ]}
        onChange={(value) => set({ hours: value === 'always' ? null : NIGHT })}
      />
      {rules.hours !== null && (
        <div className="row">
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className="field">
              <span>{words[end]}</span>
              <input
                type="time"
                value={clock(rules.hours?.[end] ?? 0)}
                data-testid={`${name}-${end}`}
                onChange={(event) => {
                  const minute = minuteOf(event.target.value);
                  if (minute !== null && rules.hours !== null)
                    set({ hours: { ...rules.hours, [end]: minute } });
                }}
              />
            </label>
          ))}
        </div>
      )}
      <NumberField
        name={`${name}-load`}
        label={words.load}
        value={Math.round(rules.maxLoad * 100)}
        min={0}
        max={100}
        onChange={(percent) => set({ maxLoad: percent / 100 })}
      />
      <NumberField
        name={`${name}-threads`}
        label={words.threads}
        hint={`${words.threadsHint(device.most)} ${words.device(rules.threads ?? device.threads)}`}
        value={rules.threads ?? device.threads}
        min={1}
        max={Math.min(64, device.most)}
        onChange={(threads) => set({ threads })}
      />
      <Programs name={name} programs={rules.programs ?? []} onChange={(programs) => set({ programs })} />
    </div>
  );
}

interface NumberFieldProps {
  name: string;
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

function NumberField({ name, label, hint, value, min, max, onChange }: NumberFieldProps) {
  return (
    <label className="field">
      <span className="field__label">{label}</span>
      {hint !== undefined && <span className="field__hint">{hint}</span>}
      <input
        key={value}
        className="field__number"
        type="number"
        defaultValue={value}
        min={min}
        max={max}
        data-testid={name}
        onBlur={(event) => {
          const next = Number(event.target.value);
          if (Number.isInteger(next) && next >= min && next <= max && next !== value) onChange(next);
          else event.target.value = String(value);
        }}
      />
    </label>
  );
}

function Programs({
  name,
  programs,
  onChange,
}: {
  name: string;
  programs: readonly string[];
  onChange: (programs: string[]) => void;
}) {
  const running = useFrom('learn', (s) => s.programs);
  const load = useFrom('learn', (s) => s.loadPrograms);
  const [typed, setTyped] = useState('');
  const words = learnWords.rules;
  const add = (): void => {
    const wanted = typed.trim();
    if (wanted !== '' && !programs.includes(wanted)) onChange([...programs, wanted]);
    setTyped('');
  };
  return (
    <div className="field">
      <span className="field__label">{words.programs}</span>
      <span className="field__hint">{words.programsHint}</span>
      {programs.length > 0 && (
        <ul className="row programs">
          {programs.map((program) => (
            <li key={program} className="chip">
              {program}
              <button
                type="button"
                className="icon-button"
                aria-label={words.removeProgram(program)}
                title={words.removeProgram(program)}
                onClick={() => onChange(programs.filter((one) => one !== program))}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <input
          value={typed}
          list={`${name}-programs`}
          maxLength={MAX_PROGRAM_NAME_CHARS}
          aria-label={words.programName}
          placeholder={words.programName}
          data-testid={`${name}-program`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <datalist id={`${name}-programs`}>
          {(running ?? []).map((program) => (
            <option key={program} value={program} />
          ))}
        </datalist>
        <button type="submit" className="button button--small" disabled={typed.trim() === ''}>
          {words.addProgram}
        </button>
        {running === null && (
          <button type="button" className="button button--small" onClick={() => void load()}>
            {words.showPrograms}
          </button>
        )}
      </form>
    </div>
  );
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minuteOf(text: string): number | null {
  const match = /^(\d{2}):(\d{2})/.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}
