import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { MAX_LESSON_CHARS } from '../../../protocol/limits.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** A new lesson: question and answer. Takes over a question that Chat sent along. */
export function LessonForm({
  onSave,
}: {
  onSave: (text: { prompt: string; answer: string }) => Promise<boolean>;
}) {
  const draft = useFrom('ui', (s) => s.draftPrompt);
  const takeDraft = useFrom('ui', (s) => s.takeDraft);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const [prompt, setPrompt] = useState('');
  const [answer, setAnswer] = useState('');
  const promptField = useRef<HTMLInputElement>(null);
  const answerField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (draft === null) return;
    setPrompt(draft.slice(0, MAX_LESSON_CHARS));
    takeDraft();
    answerField.current?.focus();
  }, [draft, takeDraft]);

  const ready = connected && prompt.trim() !== '' && answer.trim() !== '';
  const save = async () => {
    if (!ready || !(await onSave({ prompt: prompt.trim(), answer: answer.trim() }))) return;
    setPrompt('');
    setAnswer('');
    promptField.current?.focus();
  };
  return (
    <form
      className="lesson-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label className="field">
        <span>{learnWords.taught.prompt}</span>
        <input
          ref={promptField}
          value={prompt}
          maxLength={MAX_LESSON_CHARS}
          placeholder={learnWords.taught.promptExample}
          data-testid="lesson-prompt"
          onChange={(event) => setPrompt(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{learnWords.taught.answer}</span>
        <input
          ref={answerField}
          value={answer}
          maxLength={MAX_LESSON_CHARS}
          placeholder={learnWords.taught.answerExample}
          data-testid="lesson-answer"
          onChange={(event) => setAnswer(event.target.value)}
        />
      </label>
      <button type="submit" className="button" data-testid="lesson-add" disabled={!ready}>
        <Plus size={16} aria-hidden="true" />
        {learnWords.taught.add}
      </button>
    </form>
  );
}
