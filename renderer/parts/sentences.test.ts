import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSentences, wholeSentences } from './sentences.ts';

test.each([
  ['Once upon a', ''],
  ['It is three. He wen', 'It is three.'],
  ['“Do you want to play?” said the bird', '“Do you want to play?”'],
  ['It costs 3.50 and', ''],
  ['One. Two! Thr', 'One. Two!'],
  ['Done.', ''],
  ['"Oh no!"', ''],
  ['"Oh no!", Lily', ''],
])('of “%s” one may say “%s”', (text, whole) => expect(wholeSentences(text)).toBe(whole));

test('what was told while a text grew is the beginning of what it says in the end', () => {
  const piece = fc.constantFrom('a', 'No', '.', '!', '"', ')', ' ', '\n', ',', '…', '3.5');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const all = splitSentences(pieces.join(''));
      for (let i = 0; i <= pieces.length; i++) {
        const told = splitSentences(wholeSentences(pieces.slice(0, i).join('')));
        expect(all.slice(0, told.length)).toEqual(told);
      }
    }),
  );
});
