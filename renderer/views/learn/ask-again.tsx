import { useState } from 'react';
import { MAX_LESSON_CHARS } from '../../../protocol/limits.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** Asks one question outside of any chat, to hear what learning changed. */
export function AskAgain() {
  const asked = useFrom('learn', (s) => s.asked);
  const askAgain = useFrom('learn', (s) => s.askAgain);
  const first = useFrom('learn', (s) => s.lessons[0]?.prompt ?? '');
  const connected = useFrom('system', (s) => s.connection === 'open');
  const [typed, setTyped] = useState<string | null>(null);
  const prompt = typed ?? first;
  const busy = asked?.busy === true;
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (prompt.trim() !== '') void askAgain(prompt.trim());
      }}
    >
      <label className="field ask__field">
        <span>{learnWords.now.askLabel}</span>
        <input
          value={prompt}
          maxLength={MAX_LESSON_CHARS}
          placeholder={learnWords.now.askExample}
          data-testid="ask-input"
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button
        type="submit"
        className="button"
        data-testid="ask-send"
        disabled={!connected || busy || prompt.trim() === ''}
      >
        {learnWords.now.ask}
      </button>
      {asked !== null && (
        <p
          className={busy && asked.answer === '' ? 'ask__answer thinking' : 'ask__answer'}
          data-testid="ask-answer"
          aria-live="polite"
          aria-busy={busy}
        >
          {asked.answer === '' && !busy ? learnWords.now.silence : asked.answer}
        </p>
      )}
    </form>
  );
}
