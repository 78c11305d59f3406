import type { Lesson } from '../../../protocol/api/learn-schemas.ts';
import type { StoredLesson } from '../../database/lessons.ts';
import { findIdentifiers } from './find-identifiers.ts';

/** A lesson with what is found in it that tells who somebody is or opens something. */
export function withIdentifiers(lesson: StoredLesson): Lesson {
  return { ...lesson, identifiers: findIdentifiers(`${lesson.prompt}\n${lesson.answer}`) };
}
