import { expect, test } from 'vitest';
import { wholeSentences } from './sentences.ts';

test.each([
  ['Once upon a', ''],
  ['It is three. He wen', 'It is three.'],
  ['“Do you want to play?” said the bird', '“Do you want to play?”'],
  ['It costs 3.50 and', ''],
  ['One. Two! Thr', 'One. Two!'],
  ['Done.', 'Done.'],
])('of “%s” one may say “%s”', (text, whole) => expect(wholeSentences(text)).toBe(whole));
