import { useId } from 'react';

/** A field for a secret; nothing of it is shown, kept or completed. */
export function SecretField({
  name,
  label,
  value,
  onChange,
}: {
  /** Also the test id. */
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type="password"
        autoComplete="off"
        data-testid={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
