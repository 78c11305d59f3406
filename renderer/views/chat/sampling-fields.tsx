import { useEffect, useId, useState } from 'react';
import type { ChatSettings } from '../../../protocol/api/chat-schemas.ts';
import { MAX_ANSWER_TOKENS, MAX_TOP_K } from '../../../protocol/limits.ts';
import { chatWords } from '../../words/chat-words.ts';
import { locale } from '../../words/language.ts';

interface SamplingFieldsProps {
  settings: ChatSettings;
  onChange: (change: Partial<ChatSettings>) => void;
}

/** The numbers that choose words, each with what it means. */
export function SamplingFields({ settings, onChange }: SamplingFieldsProps) {
  const words = chatWords.settings;
  return (
    <>
      <NumberField
        name="temperature"
        label={words.temperature}
        hint={words.temperatureHint}
        value={settings.temperature}
        range={{ min: 0, max: 2, step: 0.05 }}
        onChange={(temperature) => onChange({ temperature })}
      />
      <NumberField
        name="top-p"
        label={words.topP}
        hint={words.topPHint}
        value={settings.topP}
        range={{ min: 0.05, max: 1, step: 0.05 }}
        onChange={(topP) => onChange({ topP })}
      />
      <NumberField
        name="top-k"
        label={words.topK}
        hint={words.topKHint}
        value={settings.topK}
        range={{ min: 0, max: Math.min(200, MAX_TOP_K), step: 1 }}
        onChange={(topK) => onChange({ topK })}
      />
      <NumberField
        name="repetition"
        label={words.repetitionPenalty}
        hint={words.repetitionPenaltyHint}
        value={settings.repetitionPenalty}
        range={{ min: 1, max: 2, step: 0.05 }}
        onChange={(repetitionPenalty) => onChange({ repetitionPenalty })}
      />
      <NumberField
        name="max-tokens"
        label={words.maxTokens}
        hint={words.maxTokensHint}
        value={settings.maxTokens}
        range={{ min: 16, max: Math.min(1_024, MAX_ANSWER_TOKENS), step: 16 }}
        onChange={(maxTokens) => onChange({ maxTokens })}
      />
      <SeedField value={settings.seed} onChange={(seed) => onChange({ seed })} />
    </>
  );
}

interface NumberFieldProps {
  name: string;
  label: string;
  hint: string;
  value: number;
  range: { min: number; max: number; step: number };
  onChange: (value: number) => void;
}

/** A slider with its number. It is kept when one lets go. */
function NumberField({ name, label, hint, value, range, onChange }: NumberFieldProps) {
  const [shown, setShown] = useState(value);
  const id = useId();
  useEffect(() => setShown(value), [value]);
  const keep = () => shown !== value && onChange(shown);
  return (
    <div className="field slider">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <output className="tabular" htmlFor={id}>
        {shown.toLocaleString(locale())}
      </output>
      <input
        id={id}
        type="range"
        {...range}
        value={shown}
        aria-describedby={`${id}-hint`}
        data-testid={name}
        onChange={(event) => setShown(Number(event.target.value))}
        onPointerUp={keep}
        onKeyUp={keep}
        onBlur={keep}
      />
      <p id={`${id}-hint`} className="field__hint">
        {hint}
      </p>
    </div>
  );
}

function SeedField({ value, onChange }: { value: string | null; onChange: (seed: string | null) => void }) {
  const [text, setText] = useState(value ?? '');
  const words = chatWords.settings;
  const id = useId();
  useEffect(() => setText(value ?? ''), [value]);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {words.seed}
      </label>
      <input
        id={id}
        value={text}
        maxLength={80}
        aria-describedby={`${id}-hint`}
        data-testid="seed"
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text.trim() !== (value ?? '') && onChange(text.trim() === '' ? null : text.trim())}
      />
      <p id={`${id}-hint`} className="field__hint">
        {words.seedHint}
      </p>
    </div>
  );
}
