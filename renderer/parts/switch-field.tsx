import { useId } from 'react';

interface SwitchFieldProps {
  /** Unique on the page; also the test id. */
  name: string;
  label: string;
  /** What it means, or why it cannot be switched, under the label. */
  hint?: string | undefined;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

/** A switch with its label and what it means. */
export function SwitchField({ name, label, hint, on, disabled = false, onChange }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="setting setting--row">
      <div>
        <label className="setting__label" htmlFor={id}>
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="setting__hint">
            {hint}
          </p>
        )}
      </div>
      <input
        id={id}
        className="switch"
        type="checkbox"
        role="switch"
        aria-checked={on}
        data-testid={name}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
