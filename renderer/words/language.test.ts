import { afterEach, expect, test } from 'vitest';
import { frameWords } from './frame-words.ts';
import { inLanguage, languageFrom, locale, setLanguage } from './language.ts';

afterEach(() => setLanguage('en'));

test('words are those of the language of the moment', () => {
  const words = inLanguage({
    en: { yes: 'Yes', n: (n: number) => `${n} nodes` },
    de: { yes: 'Ja', n: (n) => `${n} Knoten` },
  });
  expect(words.yes).toBe('Yes');
  setLanguage('de');
  expect(words.yes).toBe('Ja');
  expect(words.n(3)).toBe('3 Knoten');
  expect(frameWords.views.settings).toBe('Einstellungen');
  expect((1234.5).toLocaleString(locale())).toBe('1.234,5');
});

test.each([
  [['de-AT', 'en'], 'de'],
  [['fr', 'en-US'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('a computer that speaks %j hears %s', (wanted, heard) => expect(languageFrom(wanted)).toBe(heard));
