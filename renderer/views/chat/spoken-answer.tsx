import { useRef } from 'react';
import { splitSentences, wholeSentences } from '../../parts/sentences.ts';
import { useFrom } from '../../stores/use-stores.tsx';

/** Tells a screen reader each sentence of an answer once, when it is complete; the rest when the answer is. */
export function SpokenAnswer() {
  const last = useFrom('chat', (s) => s.messages.at(-1));
  const liveId = useFrom('chat', (s) => s.streaming?.answerId ?? null);
  const heard = useRef<string | null>(null);
  if (liveId !== null) heard.current = liveId;
  const text = last === undefined || last.id !== heard.current ? '' : last.text;
  return (
    <div className="sr-only" aria-live="polite" data-testid="spoken">
      {splitSentences(liveId === null ? text : wholeSentences(text)).map((sentence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences are only ever added, and each is told when it is.
        <p key={i}>{sentence}</p>
      ))}
    </div>
  );
}
