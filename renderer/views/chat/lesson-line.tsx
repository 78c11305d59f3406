import { useFrom } from '../../stores/use-stores.tsx';
import { chatWords } from '../../words/chat-words.ts';

/** Under an answer that is remembered: which lesson it became, and whether that has been learned. */
export function LessonLine({ lessonId }: { lessonId: string }) {
  const learned = useFrom('learn', (s) => s.lessons.find(({ id }) => id === lessonId)?.learnedAt ?? null);
  const place = useFrom('learn', (s) => {
    const older = s.lessons.toSorted((a, b) => a.createdAt - b.createdAt);
    return older.findIndex(({ id }) => id === lessonId) + 1;
  });
  const go = useFrom('ui', (s) => s.go);
  const { lesson } = chatWords;
  const n = place === 0 ? null : place;
  return (
    <p className="lesson-line" data-testid="lesson-line">
      <strong>{learned === null ? lesson.kept(n) : lesson.learned(n)}</strong>{' '}
      {learned === null ? lesson.keptNext : lesson.learnedHere}{' '}
      <button type="button" className="link-button lesson-line__show" onClick={() => go('learn')}>
        {lesson.show}
      </button>
    </p>
  );
}
