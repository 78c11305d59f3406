import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { PRACTICE_FAMILIES } from './practice-families.ts';
import { PracticeRandom } from './practice-random.ts';
import { practiceItem, practiceSet } from './practice-set.ts';
import { DAYS, NUMBER_WORDS } from './practice-words.ts';

const SEED = `0x${'5a'.repeat(32)}`;
const FAMILIES = [...PRACTICE_FAMILIES.keys()];

test('committed vector: one item of each family', () => {
  expect(practiceSet({ seed: SEED, count: FAMILIES.length })).toMatchInlineSnapshot(`
    [
      {
        "answer": "There are five words.",
        "family": "count-words",
        "prompt": "How many words are here: truck cello screwdriver chisel stamp?",
      },
      {
        "answer": "The walk is on Wednesday.",
        "family": "days-later",
        "prompt": "The walk of Eva is two days after Monday. Which day is that?",
      },
      {
        "answer": "The lesson is in March.",
        "family": "months-later",
        "prompt": "The lesson of Alma is seven months after August. Which month is that?",
      },
      {
        "answer": "The tent is safe.",
        "family": "opposites",
        "prompt": "Uma says the tent is dangerous, but it is the opposite. How is the tent?",
      },
      {
        "answer": "Kate has seventeen bottles.",
        "family": "sums",
        "prompt": "Kate has nine bottles and gets eight more. How many bottles does Kate have now?",
      },
      {
        "answer": "The pear is a fruit.",
        "family": "kinds",
        "prompt": "Which one is a fruit: cow, pear or axe?",
      },
      {
        "answer": "p-i-n-e-a-p-p-l-e, l-i-o-n.",
        "family": "spelling",
        "prompt": "Spell pineapple and lion.",
      },
      {
        "answer": "911 is larger than 702.",
        "family": "comparison",
        "prompt": "Which number is larger, 702 or 911?",
      },
      {
        "answer": "The hammer is black.",
        "family": "colors",
        "prompt": "Victor has a purple blanket and Ralph has a black hammer. What color is the hammer?",
      },
      {
        "answer": "Sara has the ball.",
        "family": "owners",
        "prompt": "Sara took the ball. Felix took the bag. Who has the ball?",
      },
      {
        "answer": "The longer word is parade.",
        "family": "longer-word",
        "prompt": "Ida writes book and parade. Which word is longer?",
      },
      {
        "answer": "Yesterday Alma wanted the coat.",
        "family": "past-tense",
        "prompt": "Today Alma wants the coat. What did Alma do yesterday?",
      },
    ]
  `);
});

test('committed vector: a thousand items', () => {
  const text = JSON.stringify(practiceSet({ seed: SEED, count: 1000 }));
  expect(createHash('sha256').update(text).digest('hex')).toMatchInlineSnapshot(
    `"788a81cf944afff88dd2bd32dbf39922f87fdd5fdc72df2804073e79612fd77b"`,
  );
});

test('an item stands by itself', () => {
  const set = practiceSet({ seed: 'one', count: 60 });
  expect(practiceItem('one', 59)).toEqual(set[59]);
  expect(practiceSet({ seed: 'one', count: 30 })).toEqual(set.slice(0, 30));
  expect(set.map(({ family }) => family).slice(0, 24)).toEqual([...FAMILIES, ...FAMILIES]);
});

test.each(FAMILIES)('%s: two seeds hardly ever share an item', (family) => {
  const prompts = (seed: string): string[] =>
    practiceSet({ seed, count: 1000, families: [family] }).map(({ prompt }) => prompt);
  const practised = new Set(prompts('practice'));
  const repeated = prompts('held out').filter((prompt) => practised.has(prompt));
  expect(practised.size).toBeGreaterThan(950);
  expect(repeated.length).toBeLessThan(50);
});

test('answers are short single sentences, and right', () => {
  for (const { family, prompt, answer } of practiceSet({ seed: 'check', count: 6000 })) {
    expect(prompt.length).toBeLessThan(140);
    expect(answer).toMatch(/^[^.?!]{4,70}\.$/);
    check(family, prompt, answer);
  }
});

/** Works the answer out again from the prompt's words alone. */
function check(family: string, prompt: string, answer: string): void {
  const number = (text: string): number => NUMBER_WORDS.indexOf(text);
  const match = (pattern: RegExp): string[] => pattern.exec(prompt)?.slice(1) ?? [];
  if (family === 'count-words') {
    const count = (prompt.split(': ')[1] ?? '').split(' ').length;
    expect(answer).toBe(`There are ${NUMBER_WORDS[count]} words.`);
  } else if (family === 'days-later') {
    const [steps = '', day = ''] = match(/ is (\S+) days? after (\w+)\./);
    expect(answer).toContain(`on ${DAYS[(DAYS.indexOf(day) + number(steps)) % 7]}.`);
  } else if (family === 'sums') {
    const [had = '', got = ''] = match(/ has (\S+) .* gets (\S+) more/);
    expect(answer).toContain(` ${NUMBER_WORDS[number(had) + number(got)]} `);
  } else if (family === 'comparison') {
    const [a = '', b = ''] = match(/larger, (\d+) or (\d+)/);
    expect(a).not.toBe(b);
    expect(answer).toBe(`${Math.max(+a, +b)} is larger than ${Math.min(+a, +b)}.`);
  } else if (family === 'longer-word') {
    const [a = '', b = ''] = match(/ writes (\w+) and (\w+)\./);
    expect(answer).toBe(`The longer word is ${a.length > b.length ? a : b}.`);
  } else if (family === 'colors') {
    const thing = match(/color is the (\w+)/)[0] ?? '';
    expect(answer).toBe(`The ${thing} is ${match(new RegExp(` a (\\w+) ${thing}\\b`))[0]}.`);
  } else if (family === 'owners') {
    const thing = match(/has the (\w+)/)[0] ?? '';
    expect(answer).toBe(`${match(new RegExp(`(\\w+) took the ${thing}\\.`))[0]} has the ${thing}.`);
  } else if (family === 'spelling') {
    const [a = '', b = ''] = match(/Spell (\w+) and (\w+)/);
    expect(answer.replaceAll('-', '')).toBe(`${a}, ${b}.`);
  } else if (family === 'past-tense') {
    const [who = '', thing = ''] = match(/Today (\w+) .* the (\w+)\./);
    expect(answer).toMatch(new RegExp(`^Yesterday ${who} [a-z ]+ the ${thing}\\.$`));
  } else if (family === 'kinds') {
    const [kind = '', offered = ''] = match(/is ([^:]+): (.*)\?/);
    const right = /^The (\w+) is /.exec(answer)?.[1] ?? '';
    expect(offered.split(/, | or /)).toContain(right);
    expect(answer).toBe(`The ${right} is ${kind}.`);
  }
}

test('choices cover the whole range and stay in it', () => {
  const random = new PracticeRandom('range', 7);
  const seen = new Set(Array.from({ length: 400 }, () => random.below(20)));
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(new Set(random.pickDistinct([1, 2, 3, 4], 4)).size).toBe(4);
});

test('what cannot be asked is refused', () => {
  expect(() => practiceSet({ seed: '', count: 3, families: ['sums', 'alchemy'] })).toThrow(
    expect.objectContaining({ code: 'PRACTICE_FAMILY_UNKNOWN' }),
  );
  expect(() => practiceItem('', 0, [])).toThrow(expect.objectContaining({ code: 'PRACTICE_FAMILY_UNKNOWN' }));
  expect(() => practiceSet({ seed: '', count: -1 })).toThrow(
    expect.objectContaining({ code: 'PRACTICE_COUNT' }),
  );
  expect(() => practiceItem('', 0.5)).toThrow(expect.objectContaining({ code: 'PRACTICE_INDEX' }));
});
