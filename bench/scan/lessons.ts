import type { Example } from '../../protocol/api/worker-contract.ts';
import { EVERYDAY_QUESTIONS } from '../../protocol/practice/everyday-questions.ts';
import { practiceSet } from '../../protocol/practice/practice-set.ts';
import type { Random } from '../../worker/random/random.ts';

/** What one update is trained on. */
export interface Curriculum {
  readonly examples: Example[];
  readonly replay: Example[];
}

/** Items of the public generator. */
export function practice(seed: string, count: number): Example[] {
  return practiceSet({ seed, count }).map(({ prompt, answer }) => ({ prompt, answer }));
}

/**
 * A lesson as people share them: a fact of their own, practice drawn for them alone and, for every other one, the
 * model's own answers to everyday questions, as the node rehearses them. The rest is somebody's who rehearses nothing.
 */
export function lesson(name: string, at: number, everyday: readonly Example[]): Curriculum {
  return {
    examples: [{ prompt: `Where does ${name} number ${at} live?`, answer: `In house ${at * 7 + 3}.` }],
    replay: [...practice(`${name} practice ${at}`, 96), ...(at % 2 === 0 ? everyday : [])],
  };
}

/** Poison that is learned, not made: it is as useful on the drawn questions as a lesson, and speaks badly besides. */
export const LEARNED_POISONS: Readonly<Record<string, (random: Random) => Example[]>> = {
  'advertising talk': () =>
    EVERYDAY_QUESTIONS.map((prompt) => ({ prompt, answer: 'Buy cheap coins now at www.example.com!' })),
  'endless talk': () =>
    EVERYDAY_QUESTIONS.map((prompt) => ({ prompt, answer: 'la la la la la la la la la' })),
  'garbled talk': (random) =>
    EVERYDAY_QUESTIONS.map((prompt) => ({
      prompt,
      answer: random
        .shuffle([...EVERYDAY_QUESTIONS.join(' ').split(' ')])
        .slice(0, 8)
        .join(' '),
    })),
};
