import type { PracticeRandom } from './practice-random.ts';
import {
  ACTIONS,
  COLORS,
  DAYS,
  EVENTS,
  KINDS,
  MONTHS,
  NAMES,
  NUMBER_WORDS,
  OPPOSITES,
  THINGS,
} from './practice-words.ts';

/** A question and its one right answer. */
export interface QuestionAndAnswer {
  readonly prompt: string;
  readonly answer: string;
}

/** Makes one question of a family from random choices. */
export type PracticeFamily = (random: PracticeRandom) => QuestionAndAnswer;

const MOST_COUNTED_WORDS = 8;
const LARGEST_ADDEND = 12;
const LARGEST_COMPARED = 999;

/** Nouns of every list, without repetition. */
const NOUNS = [...new Set([...THINGS, ...KINDS.flatMap(([, members]) => members), ...EVENTS])];

/** "How many words are here?" */
const countWords: PracticeFamily = (random) => {
  const chosen = random.pickDistinct(NOUNS, 2 + random.below(MOST_COUNTED_WORDS - 1));
  return {
    prompt: `How many words are here: ${chosen.join(' ')}?`,
    answer: `There are ${numberWord(chosen.length)} words.`,
  };
};

/** The day some days after another. */
const daysLater: PracticeFamily = (random) => {
  const { who, what, first, steps } = appointment(random, DAYS.length);
  return {
    prompt: `The ${what} of ${who} is ${later(steps, 'day')} ${DAYS[first]}. Which day is that?`,
    answer: `The ${what} is on ${DAYS[(first + steps) % DAYS.length]}.`,
  };
};

/** The month some months after another. */
const monthsLater: PracticeFamily = (random) => {
  const { who, what, first, steps } = appointment(random, MONTHS.length);
  return {
    prompt: `The ${what} of ${who} is ${later(steps, 'month')} ${MONTHS[first]}. Which month is that?`,
    answer: `The ${what} is in ${MONTHS[(first + steps) % MONTHS.length]}.`,
  };
};

/** The opposite of an adjective. */
const opposites: PracticeFamily = (random) => {
  const pair = random.pick(OPPOSITES);
  const [said, meant] = random.below(2) === 0 ? pair : [pair[1], pair[0]];
  const thing = random.pick(THINGS);
  const who = random.pick(NAMES);
  return {
    prompt: `${who} says the ${thing} is ${said}, but it is the opposite. How is the ${thing}?`,
    answer: `The ${thing} is ${meant}.`,
  };
};

/** Adding two small numbers. */
const sums: PracticeFamily = (random) => {
  const who = random.pick(NAMES);
  const thing = random.pick(THINGS);
  const had = 2 + random.below(LARGEST_ADDEND - 1);
  const got = 1 + random.below(LARGEST_ADDEND);
  return {
    prompt: `${who} has ${numberWord(had)} ${thing}s and gets ${numberWord(got)} more. How many ${thing}s does ${who} have now?`,
    answer: `${who} has ${numberWord(had + got)} ${thing}s.`,
  };
};

/** Finding the word of a kind among three. */
const kinds: PracticeFamily = (random) => {
  const [[kind, members], second, third] = random.pickDistinct(KINDS, 3) as [
    (typeof KINDS)[number],
    (typeof KINDS)[number],
    (typeof KINDS)[number],
  ];
  const right = random.pick(members);
  const offered = random.pickDistinct([right, random.pick(second[1]), random.pick(third[1])], 3);
  return {
    prompt: `Which one is ${kind}: ${offered[0]}, ${offered[1]} or ${offered[2]}?`,
    answer: `The ${right} is ${kind}.`,
  };
};

/** Spelling two words. */
const spelling: PracticeFamily = (random) => {
  const [first, second] = random.pickDistinct(NOUNS, 2) as [string, string];
  const spell = (word: string): string => [...word].join('-');
  return { prompt: `Spell ${first} and ${second}.`, answer: `${spell(first)}, ${spell(second)}.` };
};

/** The larger of two numbers. */
const comparison: PracticeFamily = (random) => {
  const first = 1 + random.below(LARGEST_COMPARED);
  const other = 1 + random.below(LARGEST_COMPARED - 1);
  const second = other >= first ? other + 1 : other;
  const [more, less] = first > second ? [first, second] : [second, first];
  return {
    prompt: `Which number is larger, ${first} or ${second}?`,
    answer: `${more} is larger than ${less}.`,
  };
};

/** The color of one of two things. */
const colors: PracticeFamily = (random) => {
  const [who, other] = random.pickDistinct(NAMES, 2);
  const things = random.pickDistinct(THINGS, 2);
  const tints = random.pickDistinct(COLORS, 2);
  const asked = random.below(2);
  return {
    prompt: `${who} has a ${tints[0]} ${things[0]} and ${other} has a ${tints[1]} ${things[1]}. What color is the ${things[asked]}?`,
    answer: `The ${things[asked]} is ${tints[asked]}.`,
  };
};

/** Which of two people has a thing. */
const owners: PracticeFamily = (random) => {
  const who = random.pickDistinct(NAMES, 2);
  const things = random.pickDistinct(THINGS, 2);
  const asked = random.below(2);
  return {
    prompt: `${who[0]} took the ${things[0]}. ${who[1]} took the ${things[1]}. Who has the ${things[asked]}?`,
    answer: `${who[asked]} has the ${things[asked]}.`,
  };
};

/** The longer of two words. */
const longerWord: PracticeFamily = (random) => {
  const first = random.pick(NOUNS);
  const second = random.pick(NOUNS.filter(({ length }) => length !== first.length));
  return {
    prompt: `${random.pick(NAMES)} writes ${first} and ${second}. Which word is longer?`,
    answer: `The longer word is ${first.length > second.length ? first : second}.`,
  };
};

/** The past form of an action. */
const pastTense: PracticeFamily = (random) => {
  const who = random.pick(NAMES);
  const [now, then] = random.pick(ACTIONS);
  const thing = random.pick(THINGS);
  return {
    prompt: `Today ${who} ${now} the ${thing}. What did ${who} do yesterday?`,
    answer: `Yesterday ${who} ${then} the ${thing}.`,
  };
};

/**
 * Every family by name. The order is part of the protocol: item `i` of a set belongs to family `i mod n`. New families
 * need a new domain in practice-random.ts.
 */
export const PRACTICE_FAMILIES: ReadonlyMap<string, PracticeFamily> = new Map([
  ['count-words', countWords],
  ['days-later', daysLater],
  ['months-later', monthsLater],
  ['opposites', opposites],
  ['sums', sums],
  ['kinds', kinds],
  ['spelling', spelling],
  ['comparison', comparison],
  ['colors', colors],
  ['owners', owners],
  ['longer-word', longerWord],
  ['past-tense', pastTense],
]);

function appointment(
  random: PracticeRandom,
  cycle: number,
): { who: string; what: string; first: number; steps: number } {
  return {
    who: random.pick(NAMES),
    what: random.pick(EVENTS),
    first: random.below(cycle),
    steps: 1 + random.below(cycle - 1),
  };
}

function later(steps: number, unit: string): string {
  return `${numberWord(steps)} ${unit}${steps === 1 ? '' : 's'} after`;
}

function numberWord(value: number): string {
  return NUMBER_WORDS[value] as string;
}
