import type { Lesson } from '../../protocol/api/learn-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_LESSON_CHARS } from '../../protocol/limits.ts';
import { findLesson } from '../database/lessons.ts';
import type { Database } from '../database/open-database.ts';
import type { LearnService } from '../learn/learn-service.ts';
import { withIdentifiers } from '../learn/privacy/with-identifiers.ts';
import { requireEndedAnswer } from './require-row.ts';

/**
 * Makes a lesson of an answer and its question; the one it is already stays the only one.
 *
 * @throws LoamError `MESSAGE_UNKNOWN`, `MESSAGE_NOT_ANSWER`, `CHAT_ANSWERING`, `LESSON_TOO_LONG`, `LESSON_EMPTY`, `LESSONS_FULL`
 */
export function rememberAnswer(db: Database, learn: LearnService, answerId: string): Lesson {
  const { answer, question } = requireEndedAnswer(db, answerId);
  const known = answer.lessonId === null ? undefined : findLesson(db, answer.lessonId);
  if (known !== undefined) return withIdentifiers(known);
  const lesson = { prompt: question.text.trim(), answer: answer.text.trim() };
  if (lesson.answer === '' || lesson.prompt === '') {
    throw new LoamError('LESSON_EMPTY', 'This answer has no words to remember.', {
      hint: 'Edit the answer, or ask again.',
    });
  }
  if (lesson.prompt.length > MAX_LESSON_CHARS || lesson.answer.length > MAX_LESSON_CHARS) {
    throw new LoamError(
      'LESSON_TOO_LONG',
      `A lesson has up to ${MAX_LESSON_CHARS} characters; this question has ${lesson.prompt.length}, its answer ${lesson.answer.length}.`,
      { hint: 'Edit them to be shorter, or teach the essence in Learn.', data: { limit: MAX_LESSON_CHARS } },
    );
  }
  return learn.teach(lesson, { chatId: answer.chatId, messageId: answer.id });
}

/** Removes the lesson that an answer is remembered as. @throws LoamError `MESSAGE_UNKNOWN`, `LESSON_UNKNOWN` */
export async function forgetAnswer(db: Database, learn: LearnService, answerId: string): Promise<void> {
  const { answer } = requireEndedAnswer(db, answerId);
  if (answer.lessonId === null) {
    throw new LoamError('LESSON_UNKNOWN', 'This answer is not remembered as a lesson.', {
      hint: 'There is nothing to forget.',
    });
  }
  await learn.forget(answer.lessonId);
}
