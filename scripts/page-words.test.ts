import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { afterEach, expect, test } from 'vitest';
import { LANGUAGES, setLanguage } from '../renderer/words/language.ts';

const WORDS = join(import.meta.dirname, '..', 'renderer', 'words');

afterEach(() => setLanguage('en'));

test('every file of words is there in every language, and says something in each', async () => {
  const files = readdirSync(WORDS).filter((name) => name.endsWith('-words.ts'));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(join(WORDS, file), 'utf8');
    for (const language of LANGUAGES) expect(text, file).toContain(`./${language}/`);
    const exported: unknown = Object.values(await import(join(WORDS, file)))[0];
    setLanguage('en');
    const english = leaves(exported);
    setLanguage('de');
    const german = leaves(exported);
    expect([...german.keys()].sort(), file).toEqual([...english.keys()].sort());
    const same = [...english].filter(
      ([key, words]) => german.get(key) === words && words.split(' ').length > 3,
    );
    expect(
      same.map(([key]) => `${file} ${key}`),
      'not translated',
    ).toEqual([]);
  }
});

/** Every text in `words` by its path; of functions only that they are there. */
function leaves(words: unknown, path = ''): Map<string, string> {
  if (typeof words === 'string') return new Map([[path, words]]);
  if (typeof words === 'function') return new Map([[path, '']]);
  const found = new Map<string, string>();
  for (const key of Object.keys(words as object)) {
    for (const [at, text] of leaves((words as Record<string, unknown>)[key], `${path}.${key}`))
      found.set(at, text);
  }
  return found;
}

test('nothing that people read stands in the views themselves', () => {
  expect(findLiterals('a.tsx', '<p title="Hello" className="x">Hello {name} <b>{" · "}</b></p>')).toEqual([
    'a.tsx: Hello',
    'a.tsx: Hello',
  ]);
  const page = join(WORDS, '..');
  const files = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => findLiterals(file, readFileSync(join(page, file), 'utf8')))).toEqual([]);
});

/** Attributes whose text people see or hear. */
const READ = new Set([
  'title',
  'placeholder',
  'alt',
  'label',
  'aria-label',
  'aria-description',
  'aria-roledescription',
]);

/** Texts in the markup of a file that are words: not read from `renderer/words`. */
function findLiterals(file: string, text: string): string[] {
  const found: string[] = [];
  const look = (value: unknown) => {
    if (typeof value === 'string' && /\p{L}{2}/u.test(value)) found.push(`${file}: ${value.trim()}`);
  };
  new Visitor({
    JSXText: ({ value }) => look(value),
    JSXAttribute: ({ name, value }) => {
      if (name.type === 'JSXIdentifier' && READ.has(name.name) && value?.type === 'Literal')
        look(value.value);
    },
  }).visit(parseSync(file, text).program);
  return found;
}

test('words are read while drawing, never once when a module is loaded', () => {
  expect(findEarly('a.tsx', 'const words = chatWords.stats;\nconst f = () => chatWords.send;')).toEqual([
    'a.tsx: chatWords.stats',
  ]);
  const page = join(WORDS, '..');
  const files = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !name.startsWith('words'),
  );
  expect(files.flatMap((file) => findEarly(file, readFileSync(join(page, file), 'utf8')))).toEqual([]);
});

/** Reads of `…Words.x` outside of every function. */
function findEarly(file: string, text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  const enter = () => void depth++;
  const leave = () => void depth--;
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    MemberExpression({ object, property }) {
      if (depth === 0 && object.type === 'Identifier' && object.name.endsWith('Words'))
        found.push(`${file}: ${object.name}.${property.type === 'Identifier' ? property.name : '…'}`);
    },
  }).visit(parseSync(file, text).program);
  return found;
}
