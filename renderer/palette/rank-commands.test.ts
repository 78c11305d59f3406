import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, rankCommands } from './rank-commands.ts';

const command = (id: string, label: string, group = 'Go to', also?: string): Command => ({
  id,
  label,
  group,
  ...(also === undefined ? {} : { also }),
  run: () => undefined,
});
const COMMANDS = [
  command('learn', 'Learn'),
  command('earn', 'Earn', 'Go to', 'wallet money'),
  command('size', 'Schriftgröße: groß', 'Einstellungen'),
  command('dark', 'Colours: dark', 'Settings', 'theme night'),
];
const ids = (query: string) => rankCommands(COMMANDS, query).map(({ id }) => id);

test('nothing typed shows everything in its order', () =>
  expect(ids('  ')).toEqual(COMMANDS.map(({ id }) => id)));
test('the beginning of a word is better than its middle', () =>
  expect(ids('earn')).toEqual(['earn', 'learn']));
test('other words for it are found', () => expect(ids('wallet')).toEqual(['earn']));
test('every word must fit', () => expect([ids('dark col'), ids('dark wallet')]).toEqual([['dark'], []]));
test('accents need not be typed', () =>
  expect([ids('grosse'), ids('schriftgroß')]).toEqual([['size'], ['size']]));

test('any text only picks from what is there', () => {
  fc.assert(
    fc.property(fc.string(), (query) => {
      const found = rankCommands(COMMANDS, query);
      expect(new Set(found).size).toBe(found.length);
      for (const one of found) expect(COMMANDS).toContain(one);
    }),
  );
});
