import fc from 'fast-check';
import { english } from 'viem/accounts';
import { expect, test } from 'vitest';
import { practiceSet } from '../../../protocol/practice/practice-set.ts';
import { findIdentifiers, isIban, passesLuhn } from './find-identifiers.ts';
import { MAX_IDENTIFIERS } from './limits.ts';

const kinds = (text: string): string[] => findIdentifiers(text).map(({ kind }) => kind);
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(''));

test.each([
  ['Write to anna.meier+boat@example.org please.', ['email']],
  ['Call +49 170 1234567 or (030) 123 456 78.', ['phone', 'phone']],
  ['My card is 4111 1111 1111 1111.', ['card']],
  ['Pay to DE89 3704 0044 0532 0130 00 by Friday.', ['iban']],
  [`The key is 0x${'ab'.repeat(32)}.`, ['key']],
  ['Token ghp_abcdefghijklmnopqrstuvwxyz0123 works.', ['key']],
  ['Use sk-proj-abcdefghijklmnop1234.', ['key']],
  ['My password is hunter2.', ['password']],
  ['Das Passwort lautet Sonnenblume.', ['password']],
  [`Keep this: ${english.slice(5, 17).join(' ')}`, ['words']],
] as const)('finds what it should in: %s', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test.each([
  'What is the name of my boat? Your boat is called Marigold.',
  'The library opens at 10:30 and closes at 18:00 on 2026-11-23.',
  'There are 1,234,567 people in the city; 8812345 of 10000000 agreed.',
  'Order 4111 1111 1111 1112 has arrived.',
  'The pin on the map is red. A password should be long.',
])('finds nothing in: %s', (text) => {
  expect(kinds(text)).toEqual([]);
});

test('finds nothing in the network’s practice questions', () => {
  for (const { prompt, answer } of practiceSet({ seed: 'identifiers', count: 300 }))
    expect(kinds(`${prompt}\n${answer}`)).toEqual([]);
});

test('every card number with a right check digit is found, and none with a wrong one', () => {
  fc.assert(
    fc.property(digits(15), fc.constantFrom('', ' ', '-'), (first, gap) => {
      fc.pre(!/^0/.test(first));
      const right = [...'0123456789'].filter((last) => passesLuhn(first + last));
      expect(right).toHaveLength(1);
      for (const last of '0123456789') {
        const number = (first + last).replace(/(.{4})(?=.)/g, `$1${gap}`);
        expect(kinds(`it is ${number}, yes`).includes('card')).toBe(last === right[0]);
      }
    }),
    { numRuns: 60 },
  );
});

test('one wrong letter or digit makes an account number none', () => {
  fc.assert(
    fc.property(digits(18), (account) => {
      const check = [...Array(97).keys()]
        .map((n) => String(n + 2).padStart(2, '0'))
        .find((two) => isIban(`DE${two}${account}`));
      expect(check).toBeDefined();
      const iban = `DE${check}${account}`;
      expect(kinds(`Konto ${iban.replace(/(.{4})/g, '$1 ').trim()} bei der Bank`)).toEqual(['iban']);
      const wrong = `${iban.slice(0, -1)}${(Number(iban.at(-1)) + 1) % 10}`;
      expect(isIban(wrong)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('what is found is never shown whole, and any text is looked through quickly', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), fc.emailAddress(), (text, email) => {
      const found = findIdentifiers(`${text}\n${email}\n`);
      expect(found.length).toBeLessThanOrEqual(MAX_IDENTIFIERS);
      for (const { shown } of found) expect(shown.length).toBeLessThanOrEqual(5);
    }),
    { numRuns: 200 },
  );
  const started = performance.now();
  for (const piece of ['a@', '1 ', '+1-', 'DE12 ', 'abandon ', 'eyJ.', '-----BEGIN PRIVATE KEY-----'])
    findIdentifiers(piece.repeat(4_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(5_000);
});
