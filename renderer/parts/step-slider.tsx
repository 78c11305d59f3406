import { useEffect, useId, useState } from 'react';

interface StepSliderProps {
  /** Unique on the page; also the test id. */
  name: string;
  label: string;
  hint?: string;
  /** What can be chosen, in order. */
  steps: readonly number[];
  /** What is in effect; one that is no step stands at the nearest. */
  value: number;
  /** How a step reads. */
  words: (value: number) => string;
  /** Told when the hand lets go, or a key was pressed. */
  onChange: (value: number) => void;
}

/** A slider over a few meaningful values; says its value in words, to the eye and to the ear. */
export function StepSlider({ name, label, hint, steps, value, words, onChange }: StepSliderProps) {
  const id = useId();
  const [at, setAt] = useState(() => nearestStep(steps, value));
  useEffect(() => setAt(nearestStep(steps, value)), [steps, value]);
  const chosen = steps[at] ?? value;
  const commit = () => {
    if (chosen !== value) onChange(chosen);
  };
  return (
    <div className="setting">
      <div className="setting__row">
        <label className="setting__label" htmlFor={id}>
          {label}
        </label>
        <output className="tabular" htmlFor={id}>
          {words(chosen)}
        </output>
      </div>
      <input
        id={id}
        className="slider"
        type="range"
        data-testid={name}
        min={0}
        max={steps.length - 1}
        step={1}
        value={at}
        aria-valuetext={words(chosen)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => setAt(Number(event.currentTarget.value))}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="setting__hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Index of the step that is nearest to `value`; 0 stands for no limit and is matched only by itself. */
export function nearestStep(steps: readonly number[], value: number): number {
  const exact = steps.indexOf(value);
  if (exact >= 0) return exact;
  let best = 0;
  for (const [i, step] of steps.entries()) {
    const known = steps[best] ?? 0;
    if (step !== 0 && (known === 0 || Math.abs(step - value) < Math.abs(known - value))) best = i;
  }
  return best;
}
