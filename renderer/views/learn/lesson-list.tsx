import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Lesson } from '../../../protocol/api/learn-schemas.ts';
import { VIRTUAL_LESSONS } from '../../limits.ts';
import { learnWords } from '../../words/learn-words.ts';
import { LessonItem } from './lesson-item.tsx';

const USUAL_HEIGHT = 56;

/** The lessons; of a long list only what is seen is drawn. */
export function LessonList({ lessons }: { lessons: readonly Lesson[] }) {
  if (lessons.length <= VIRTUAL_LESSONS) {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
      <ul className="lessons" tabIndex={0} aria-label={learnWords.taught.title}>
        {lessons.map((lesson) => (
          <LessonItem key={lesson.id} lesson={lesson} />
        ))}
      </ul>
    );
  }
  return <LongList lessons={lessons} />;
}

function LongList({ lessons }: { lessons: readonly Lesson[] }) {
  const box = useRef<HTMLUListElement>(null);
  const list = useVirtualizer({
    count: lessons.length,
    getScrollElement: () => box.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => lessons[index]?.id ?? index,
    overscan: 6,
  });
  const items = list.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = list.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
    <ul ref={box} className="lessons" tabIndex={0} aria-label={learnWords.taught.title}>
      <li aria-hidden="true" style={{ height: before }} />
      {items.map(({ key, index }) => {
        const lesson = lessons[index];
        return lesson === undefined ? null : (
          <LessonItem key={key} lesson={lesson} index={index} measure={list.measureElement} />
        );
      })}
      <li aria-hidden="true" style={{ height: after }} />
    </ul>
  );
}
