import { Check, Circle, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Lesson } from '../../../protocol/api/learn-schemas.ts';
import { MAX_LESSON_CHARS } from '../../../protocol/limits.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

/** One lesson: to read, to change, to forget. */
export function LessonItem({
  lesson,
  index,
  measure,
}: {
  lesson: Lesson;
  /** Its place in a list that draws only what is seen, and what measures it there. */
  index?: number;
  measure?: (element: HTMLElement | null) => void;
}) {
  const words = learnWords.taught;
  const [mode, setMode] = useState<'read' | 'edit' | 'forget'>('read');
  const forget = useFrom('learn', (s) => s.forget);
  const read = () => setMode('read');
  return (
    <li className="lesson" data-testid="lesson-item" data-index={index} ref={measure}>
      {mode === 'edit' ? (
        <LessonEditor lesson={lesson} onDone={read} />
      ) : (
        <>
          <LessonState learned={lesson.learnedAt !== null} />
          <div className="lesson__text">
            <p className="lesson__prompt">{lesson.prompt}</p>
            <p className="lesson__answer">{lesson.answer}</p>
            <Origin lesson={lesson} />
            {lesson.identifiers.length > 0 && <Found lesson={lesson} />}
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

/** Where a lesson comes from, with the way back. */
function Origin({ lesson: { source, chatId } }: { lesson: Lesson }) {
  const go = useFrom('ui', (s) => s.go);
  const forgetChat = useFrom('learn', (s) => s.forgetChat);
  const words = learnWords.taught;
  if (source === 'typed') return null;
  return (
    <p className="lesson__origin quiet">
      {words.sources[source]}
      {chatId !== null && (
        <>
          <button type="button" className="link" onClick={() => go('chat', chatId)}>
            {words.fromChat}
          </button>
          <button
            type="button"
            className="link"
            data-testid="forget-chat"
            onClick={() => void forgetChat(chatId)}
          >
            {words.forgetChat}
          </button>
        </>
      )}
    </p>
  );
}

/** What was found in a lesson that tells who somebody is, and whether it is learned all the same. */
function Found({ lesson }: { lesson: Lesson }) {
  const allow = useFrom('learn', (s) => s.allow);
  const words = learnWords.taught;
  const what = lesson.identifiers
    .map(({ kind, shown }) => `${words.identifiers[kind]} (${shown})`)
    .join(', ');
  return (
    <p className="lesson__found" data-testid="lesson-found">
      {lesson.allowed ? words.foundAllowed(what) : words.found(what)}
      <button type="button" className="link" onClick={() => void allow(lesson.id, !lesson.allowed)}>
        {lesson.allowed ? words.disallow : words.allow}
      </button>
    </p>
  );
}

function LessonState({ learned }: { learned: boolean }) {
  const words = learnWords.taught;
  const label = learned ? words.learned : words.notLearned;
  return (
    <span className={learned ? 'lesson__state lesson__state--learned' : 'lesson__state'} title={label}>
      {learned ? <Check size={16} aria-hidden="true" /> : <Circle size={14} aria-hidden="true" />}
      <span className="sr-only">{label}</span>
    </span>
  );
}

function LessonEditor({ lesson, onDone }: { lesson: Lesson; onDone: () => void }) {
  const words = learnWords.taught;
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
