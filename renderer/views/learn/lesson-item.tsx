import { Check, Circle, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Lesson } from '../../../protocol/api/learn-schemas.ts';
import { MAX_LESSON_CHARS } from '../../../protocol/limits.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

const words = learnWords.taught;

/** One lesson: to read, to change, to forget. */
export function LessonItem({ lesson }: { lesson: Lesson }) {
  const [mode, setMode] = useState<'read' | 'edit' | 'forget'>('read');
  const forget = useFrom('learn', (s) => s.forget);
  const read = () => setMode('read');
  return (
    <li className="lesson" data-testid="lesson-item">
      {mode === 'edit' ? (
        <LessonEditor lesson={lesson} onDone={read} />
      ) : (
        <>
          <LessonState learned={lesson.learnedAt !== null} />
          <div className="lesson__text">
            <p className="lesson__prompt">{lesson.prompt}</p>
            <p className="lesson__answer">{lesson.answer}</p>
          </div>
          {mode === 'forget' ? (
            <div className="lesson__actions">
              <span className="quiet">{words.forgetSure}</span>
              <button
                type="button"
                className="button button--small button--danger"
                onClick={() => void forget(lesson.id)}
              >
                {words.forget}
              </button>
              <button type="button" className="button button--small" onClick={read}>
                {words.keep}
              </button>
            </div>
          ) : (
            <div className="lesson__actions">
              <button
                type="button"
                className="icon-button"
                title={words.edit}
                aria-label={words.editOf(lesson.prompt)}
                onClick={() => setMode('edit')}
              >
                <Pencil size={16} aria-hidden="true" />
              </button>
              <button
                type="button"
                className="icon-button"
                title={words.forget}
                aria-label={words.forgetOf(lesson.prompt)}
                onClick={() => setMode('forget')}
              >
                <Trash2 size={16} aria-hidden="true" />
              </button>
            </div>
          )}
        </>
      )}
    </li>
  );
}

function LessonState({ learned }: { learned: boolean }) {
  const label = learned ? words.learned : words.notLearned;
  return (
    <span className={learned ? 'lesson__state lesson__state--learned' : 'lesson__state'} title={label}>
      {learned ? <Check size={16} aria-hidden="true" /> : <Circle size={14} aria-hidden="true" />}
      <span className="sr-only">{label}</span>
    </span>
  );
}

function LessonEditor({ lesson, onDone }: { lesson: Lesson; onDone: () => void }) {
  const edit = useFrom('learn', (s) => s.edit);
  const [prompt, setPrompt] = useState(lesson.prompt);
  const [answer, setAnswer] = useState(lesson.answer);
  const ready = prompt.trim() !== '' && answer.trim() !== '';
  const save = async () => {
    if (ready && (await edit(lesson.id, { prompt: prompt.trim(), answer: answer.trim() }))) onDone();
  };
  return (
    <form
      className="lesson-form"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label className="field">
        <span>{words.prompt}</span>
        <input
          value={prompt}
          maxLength={MAX_LESSON_CHARS}
          onChange={(event) => setPrompt(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{words.answer}</span>
        <input
          value={answer}
          maxLength={MAX_LESSON_CHARS}
          onChange={(event) => setAnswer(event.target.value)}
        />
      </label>
      <span className="row">
        <button type="submit" className="button button--primary" disabled={!ready}>
          {words.save}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {words.cancel}
        </button>
      </span>
    </form>
  );
}
