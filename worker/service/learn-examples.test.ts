import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { loadTokenizer } from '../tokenizer/load-tokenizer.ts';
import { examples, temporaryFolder } from './fixtures/service-for-test.ts';
import { writeTinyModel } from './fixtures/tiny-model-folder.ts';
import { askedDifferently, learnExamples, toTrainingExample } from './learn-examples.ts';

const dir = join(temporaryFolder(), 'model');
writeTinyModel(dir);
const tokenizer = await loadTokenizer(dir);

test('an example is the prompt up to the bot’s turn, and the answer with its end', () => {
  const { promptIds, answerIds } = toTrainingExample(tokenizer, { prompt: 'Who?', answer: 'Me.' });
  expect(tokenizer.decode(promptIds, { keepSpecial: true })).toBe(
    '<|endoftext|><|user|>Who?<|end|><|assistant|>',
  );
  expect(tokenizer.decode(answerIds, { keepSpecial: true })).toBe('Me.<|end|>');
});

test.each([
  { lessons: 1, replay: 96 },
  { lessons: 4, replay: 96 },
  { lessons: 200, replay: 96 },
  { lessons: 3, replay: 0 },
  { lessons: 0, replay: 40 },
])('$lessons lessons and $replay practice items', ({ lessons, replay }) => {
  const taught = Array.from({ length: lessons }, (_, i) => ({
    prompt: `Word number ${i}?`,
    answer: `It is q${i}z`,
  }));
  const practice = examples('shares', replay);
  const { train, heldOut } = learnExamples(tokenizer, taught, practice, Random.fromSeed(1));
  const answers = train.map(({ answerIds }) => tokenizer.decode(answerIds));
  const counts = taught.map(({ answer }) => answers.filter((text) => text === answer).length);
  const aside = Math.floor(replay * 0.15);
  // Every lesson equally often, the rest of the practice once, nothing else.
  expect(new Set(counts).size).toBeLessThanOrEqual(1);
  const repeated = counts.reduce((a, b) => a + b, 0);
  expect(train).toHaveLength(replay - aside + repeated);
  expect(heldOut).toHaveLength(aside + lessons);
  if (lessons > 0) expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
  if (lessons === 4) expect(repeated).toBe(96);
});

test('what is held out is not learned from', () => {
  const practice = examples('apart', 60);
  const { train, heldOut } = learnExamples(tokenizer, [], practice, Random.fromSeed(7));
  const key = (e: { promptIds: readonly number[]; answerIds: readonly number[] }): string =>
    JSON.stringify([e.promptIds, e.answerIds]);
  const unique = new Set(practice.map((p) => `${p.prompt} ${p.answer}`)).size;
  const learned = new Set(train.map(key));
  const overlap = heldOut.filter((e) => learned.has(key(e))).length;
  expect(overlap).toBeLessThanOrEqual(practice.length - unique);
  expect(train.length + heldOut.length).toBe(60);
});

test('a lesson is asked in other words than it was taught', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), (prompt) => {
      const other = askedDifferently({ prompt, answer: 'x' });
      expect(other.answer).toBe('x');
      expect(other.prompt.length).toBeGreaterThan(0);
      if (/[\p{L}\p{N}]/u.test(prompt)) expect(other.prompt).not.toBe(prompt);
    }),
  );
  expect(askedDifferently({ prompt: 'Who is Ada?', answer: 'x' }).prompt).toBe('who is ada');
  expect(askedDifferently({ prompt: 'who is ada', answer: 'x' }).prompt).toBe('who is ada?');
});
