import { useState } from 'react';
import type { Lesson } from '../../../protocol/api/learn-schemas.ts';
import { LESSONS_TO_SEARCH } from '../../limits.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';
import { isHeld } from './is-held.ts';
import { LessonForm } from './lesson-form.tsx';
import { LessonList } from './lesson-list.tsx';

type Filter = 'all' | 'new' | 'held';
const FILTERS: readonly Filter[] = ['all', 'new', 'held'];

/** The lessons: a form for a new one, and the list of those that are kept, newest first. */
export function TaughtBand() {
  const lessons = useFrom('learn', (s) => s.lessons);
  const error = useFrom('learn', (s) => s.lessonError);
  const forgotten = useFrom('learn', (s) => s.forgotten);
  const teach = useFrom('learn', (s) => s.teach);
  const dismiss = useFrom('learn', (s) => s.dismissErrors);
  const [filter, setFilter] = useState<Filter>('all');
  const [wanted, setWanted] = useState('');
  const words = learnWords.taught;
  const held = lessons.filter(isHeld).length;
  const next = lessons.filter((lesson) => lesson.learnedAt === null && !isHeld(lesson)).length;
  const long = lessons.length >= LESSONS_TO_SEARCH;
  const shown = lessons.filter((lesson) => fits(lesson, filter, wanted)).reverse();
  return (
    <section className="band" aria-labelledby="taught-title">
      <div className="band__head">
        <h2 id="taught-title">{words.title}</h2>
        {lessons.length > 0 && <span className="chip">{words.count(lessons.length)}</span>}
      </div>
      <p className="quiet band__lead">
        {[words.text, next > 0 ? words.next(next) : '', held > 0 ? words.heldBack(held) : '']
          .filter((text) => text !== '')
          .join(' ')}
      </p>
      {error !== null && <ErrorNotice error={error} onDismiss={dismiss} />}
      {forgotten !== null && (
        <div className="forgotten" role="status" data-testid="forgotten">
          <p>{words.forgotten(forgotten)}</p>
          <button type="button" className="button button--small" onClick={dismiss}>
            {words.ok}
          </button>
        </div>
      )}
      <LessonForm onSave={teach} />
      {(long || held > 0) && (
        <div className="lesson-tools">
          {long && (
            <label className="field">
              <span>{words.search}</span>
              <input
                type="search"
                value={wanted}
                data-testid="lesson-search"
                onChange={(event) => setWanted(event.target.value)}
              />
            </label>
          )}
          <ChoiceField
            name="lesson-filter"
            label={words.show}
            value={filter}
            options={FILTERS.map((value) => ({ value, label: words.filters[value] }))}
            onChange={setFilter}
          />
        </div>
      )}
      {lessons.length === 0 ? (
        <p className="quiet">{words.empty}</p>
      ) : shown.length === 0 ? (
        <p className="quiet">{words.noMatch}</p>
      ) : (
        <LessonList lessons={shown} />
      )}
    </section>
  );
}

function fits(lesson: Lesson, filter: Filter, wanted: string): boolean {
  if (filter === 'new' && lesson.learnedAt !== null) return false;
  if (filter === 'held' && !isHeld(lesson)) return false;
  const text = `${lesson.prompt}\n${lesson.answer}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
