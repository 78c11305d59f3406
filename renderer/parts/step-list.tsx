import { Check, LoaderCircle } from 'lucide-react';
import type { NetworkProgress } from '../../protocol/api/network-schemas.ts';
import { partWords } from '../words/part-words.ts';

/** Steps of starting, the finished ones with a tick, the last one at work. */
export function StepList({ steps }: { steps: readonly NetworkProgress[] }) {
  const last = steps.at(-1);
  return (
    <>
      {last !== undefined && (
        <progress
          className="bar"
          max={last.of}
          value={last.step}
          aria-label={partWords.progress(last.step, last.of)}
        />
      )}
      <ol className="steps" aria-live="polite">
        {steps.map((step) => {
          const over = step.done || step !== last;
          return (
            <li key={step.step} className={over ? 'steps__done' : 'steps__now'}>
              {over ? (
                <Check size={16} aria-hidden="true" />
              ) : (
                <LoaderCircle className="spin" size={16} aria-hidden="true" />
              )}
              {step.sentence}
            </li>
          );
        })}
      </ol>
    </>
  );
}
