import { useId } from 'react';

interface ChoiceFieldProps<T extends string> {
  /** Unique on the page; also the test id. */
  name: string;
  label: string;
  /** Only for those who hear the page; where the choices say enough. */
  hideLabel?: boolean;
  /** What it means, under the label. */
  hint?: string;
  value: T;
  options: readonly { readonly value: T; readonly label: string }[];
  disabled?: boolean;
  onChange: (value: T) => void;
}

/** One of a few, side by side: radio buttons drawn as one bar. Arrow keys move the choice. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const id = useId();
  const { name, label, hideLabel = false, hint, value, options, disabled = false, onChange } = props;
  return (
    <fieldset className="setting" disabled={disabled} aria-describedby={hint === undefined ? undefined : id}>
      <legend className={hideLabel ? 'sr-only' : 'setting__label'}>{label}</legend>
      {hint !== undefined && (
        <p id={id} className="setting__hint">
          {hint}
        </p>
      )}
      <div className="choices" data-testid={name}>
        {options.map((option) => (
          <label key={option.value} className="choices__one">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
