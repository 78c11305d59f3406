import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
