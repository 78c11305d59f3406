import { LoamError } from '../errors/loam-error.ts';
import { MAX_PRACTICE_INDEX, MAX_PRACTICE_ITEMS } from './limits.ts';
import { PRACTICE_FAMILIES, type PracticeFamily, type QuestionAndAnswer } from './practice-families.ts';
import { PracticeRandom } from './practice-random.ts';

/** One question of everyday skill with its right answer. */
export interface PracticeItem extends QuestionAndAnswer {
  /** A key of {@link PRACTICE_FAMILIES}. */
  readonly family: string;
}

/**
 * The item number `index` of a seed. The same arguments give the same item on every machine and in every release; the
 * chain's randomness is such a seed, so nobody can learn the drawn items beforehand.
 *
 * @param seed any text; a hash from the chain as lower-case hex
 * @param families names to choose from in turn; all when left out
 * @throws LoamError `PRACTICE_INDEX`, `PRACTICE_FAMILY_UNKNOWN`
 */
export function practiceItem(seed: string, index: number, families?: readonly string[]): PracticeItem {
  if (!Number.isInteger(index) || index < 0 || index > MAX_PRACTICE_INDEX) {
    throw new LoamError('PRACTICE_INDEX', `${index} is not the number of a practice item.`);
  }
  const names = families ?? [...PRACTICE_FAMILIES.keys()];
  const family = names[index % names.length] ?? '';
  return { family, ...generator(family)(new PracticeRandom(seed, index)) };
}

/**
 * The items 0 to `count` − 1 of a seed.
 * @throws LoamError `PRACTICE_COUNT`, `PRACTICE_FAMILY_UNKNOWN`
 */
export function practiceSet(options: {
  readonly seed: string;
  readonly count: number;
  readonly families?: readonly string[];
}): PracticeItem[] {
  const { seed, count, families } = options;
  if (!Number.isInteger(count) || count < 0 || count > MAX_PRACTICE_ITEMS) {
    throw new LoamError(
      'PRACTICE_COUNT',
      `A practice set has 0 to ${MAX_PRACTICE_ITEMS} items, not ${count}.`,
    );
  }
  families?.forEach(generator);
  return Array.from({ length: count }, (_, index) => practiceItem(seed, index, families));
}

function generator(family: string): PracticeFamily {
  const found = PRACTICE_FAMILIES.get(family);
  if (found !== undefined) return found;
  throw new LoamError('PRACTICE_FAMILY_UNKNOWN', `There is no practice family "${family.slice(0, 40)}".`, {
    hint: `Known are ${[...PRACTICE_FAMILIES.keys()].join(', ')}.`,
  });
}
