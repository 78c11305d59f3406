import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';
import { LessonForm } from './lesson-form.tsx';
import { LessonItem } from './lesson-item.tsx';

const words = learnWords.taught;

/** The lessons: a form for a new one, and the list of those that are kept. */
export function TaughtBand() {
  const lessons = useFrom('learn', (s) => s.lessons);
  const error = useFrom('learn', (s) => s.lessonError);
  const teach = useFrom('learn', (s) => s.teach);
  const dismiss = useFrom('learn', (s) => s.dismissErrors);
  return (
    <section className="band" aria-labelledby="taught-title">
      <div className="band__head">
        <h2 id="taught-title">{words.title}</h2>
        {lessons.length > 0 && <span className="chip">{words.count(lessons.length)}</span>}
      </div>
      <p className="quiet band__lead">{words.text}</p>
      {error !== null && <ErrorNotice error={error} onDismiss={dismiss} />}
      <LessonForm onSave={teach} />
      {lessons.length === 0 ? (
        <p className="quiet">{words.empty}</p>
      ) : (
        <ul className="lessons">
          {lessons.map((lesson) => (
            <LessonItem key={lesson.id} lesson={lesson} />
          ))}
        </ul>
      )}
    </section>
  );
}
