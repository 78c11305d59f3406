import { Random } from '../../worker/random/random.ts';

/** Words from which {@link Talk} is made. */
const VOCABULARY = 20_000;
const SYLLABLES = [
  'ka',
  'lo',
  'mi',
  'ra',
  'ten',
  'su',
  'ver',
  'no',
  'pil',
  'ga',
  'dor',
  'ze',
  'hu',
  'ist',
  'bel',
  'än',
];

/** Made-up words with the frequencies of a language: the second is half as common as the first, the third a third of it. */
export interface Talk {
  /** The word of a rank, 0 the most common. */
  word(rank: number): string;
  /** A text of so many words. */
  text(words: number): string;
}

/** The same talk for the same seed. */
export function talkFrom(seed: number): Talk {
  const random = Random.fromSeed(seed);
  const words = Array.from({ length: VOCABULARY }, (_, rank) => spell(rank));
  const sums = new Float64Array(VOCABULARY);
  for (let rank = 0, sum = 0; rank < VOCABULARY; rank++) sums[rank] = sum += 1 / (rank + 1);
  const total = sums[VOCABULARY - 1] as number;
  const draw = (): string => {
    const at = random.uniform() * total;
    let low = 0;
    let high = VOCABULARY - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] as string;
  };
  return {
    word: (rank) => words[rank % VOCABULARY] as string,
    text: (count) => Array.from({ length: count }, draw).join(' '),
  };
}

/** Common words are short, as people's are. */
function spell(rank: number): string {
  let word = '';
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length] as string;
  return word;
}
