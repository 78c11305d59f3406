import type { Example } from '../../protocol/api/worker-contract.ts';
import type { Random } from '../random/random.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { TrainingExample } from '../training/examples.ts';

/** Part of the replay that is held out for measuring. */
const HELD_OUT_SHARE = 0.15;
/** How many times a lesson occurs for each replay item, so that a single lesson is not drowned. */
const LESSON_SHARE = 0.5;
const MAX_COPIES = 48;

/** Ids of one example as a chat of two turns. */
export function toTrainingExample(tokenizer: Tokenizer, example: Example): TrainingExample {
  const { ids, answer } = tokenizer.encodeTraining([
    { role: 'user', content: example.prompt },
    { role: 'assistant', content: example.answer },
  ]);
  const first = answer.indexOf(true);
  return { promptIds: ids.slice(0, first), answerIds: ids.slice(first) };
}

/**
 * What a run learns from and what it is measured on. Lessons are repeated until they make up about half of it.
 * Held out are a part of the replay, and every lesson asked in slightly other words: a lesson that is only
 * recited, not understood, shows there.
 */
export function learnExamples(
  tokenizer: Tokenizer,
  lessons: readonly Example[],
  replay: readonly Example[],
  random: Random,
): { train: TrainingExample[]; heldOut: TrainingExample[] } {
  const encode = (example: Example): TrainingExample => toTrainingExample(tokenizer, example);
  const order = random.shuffle([...replay]);
  const heldOutCount = Math.floor(order.length * HELD_OUT_SHARE);
  const copies =
    lessons.length === 0
      ? 0
      : Math.min(
          MAX_COPIES,
          Math.max(1, Math.round((order.length * LESSON_SHARE) / ((1 - LESSON_SHARE) * lessons.length))),
        );
  const repeated = Array.from({ length: copies }, () => lessons).flat();
  return {
    train: [...order.slice(heldOutCount), ...repeated].map(encode),
    heldOut: [...order.slice(0, heldOutCount), ...lessons.map(askedDifferently)].map(encode),
  };
}

/** The same question typed carelessly: small letters, no punctuation at the end. */
export function askedDifferently(lesson: Example): Example {
  const prompt = lesson.prompt.replace(/[\s?!.…]+$/u, '');
  const careless = prompt.toLowerCase();
  return {
    prompt: careless === lesson.prompt ? `${prompt}?` : careless || lesson.prompt,
    answer: lesson.answer,
  };
}
