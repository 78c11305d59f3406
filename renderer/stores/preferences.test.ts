import { expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, readPreferences, writePreferences } from './preferences.ts';

function storage(first?: string): Pick<Storage, 'getItem' | 'setItem'> {
  let kept = first ?? null;
  return {
    getItem: () => kept,
    setItem: (_, value) => {
      kept = value;
    },
  };
}

test('what was chosen is there the next time', () => {
  const kept = storage();
  const chosen = { ...DEFAULT_PREFERENCES, theme: 'dark', language: 'de', textSize: 'large' } as const;
  writePreferences(kept, chosen);
  expect(readPreferences(kept)).toEqual(chosen);
});

test.each(['', '{', '[]', '3', '"x"', 'null'])('%j in the storage is as if nothing had been chosen', (text) =>
  expect(readPreferences(storage(text))).toEqual(DEFAULT_PREFERENCES),
);

test('one choice that cannot be read takes none of the others along', () => {
  expect(readPreferences(storage('{"theme":"dark","textSize":"gigantic"}'))).toEqual({
    ...DEFAULT_PREFERENCES,
    theme: 'dark',
  });
});
