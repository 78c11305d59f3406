import { english } from 'viem/accounts';
import type { Identifier } from '../../../protocol/api/learn-schemas.ts';
import {
  MAX_IDENTIFIERS,
  MAX_PHONE_DIGITS,
  MIN_PHONE_DIGITS,
  MIN_SECRET_WORDS,
  SHOWN_CHARS,
} from './limits.ts';

type Kind = Identifier['kind'];

const WALLET_WORDS: ReadonlySet<string> = new Set(english);

/** Patterns in the order in which they take text; what one has taken, no later one looks at. */
const PATTERNS: readonly {
  readonly kind: Kind;
  readonly pattern: RegExp;
  readonly holds?: (text: string) => boolean;
}[] = [
  { kind: 'key', pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,4000}?(?:-----END|$)/g },
  { kind: 'key', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g },
  { kind: 'key', pattern: /\b(?:sk|pk|rk)[-_](?:[a-z]+[-_])?[A-Za-z0-9_-]{16,}/g },
  { kind: 'key', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,})/g },
  { kind: 'key', pattern: /\b(?:0x)?[0-9a-fA-F]{64}\b/g },
  { kind: 'email', pattern: /[\w.%+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}/g },
  { kind: 'iban', pattern: /\b[A-Za-z]{2}\d{2}(?:[ ]?[A-Za-z0-9]){11,30}/g, holds: () => true },
  {
    kind: 'card',
    pattern: /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g,
    holds: (text) => passesLuhn(digitsOf(text)),
  },
  { kind: 'phone', pattern: /(?<![\w.])(?:\+|00)\d(?:[ ()/.-]{0,2}\d){6,14}(?!\d)/g, holds: isPhone },
  { kind: 'phone', pattern: /(?<![\w.])\(?0\d{1,5}\)?[ /-]\d(?:[ /-]?\d){4,11}(?!\d)/g, holds: isPhone },
  {
    kind: 'password',
    pattern: /\b(?:passwor[dt]|passwort|kennwort|passphrase|pin)\b\s*(?:is|ist|lautet|:|=)+\s*\S{3,}/gi,
  },
];

/**
 * Secrets and personal identifiers in a text: e-mail addresses, telephone, card (Luhn) and account numbers (IBAN), keys and
 * tokens, secret phrases of wallets, passwords that are named as such. Names and places are not found; nothing here
 * replaces looking.
 *
 * @returns at most {@link MAX_IDENTIFIERS}, each with just enough of it to be recognised
 */
export function findIdentifiers(text: string): Identifier[] {
  const found: { at: number; identifier: Identifier }[] = [];
  let rest = text;
  const take = (kind: Kind, at: number, value: string): void => {
    found.push({ at, identifier: { kind, shown: masked(value) } });
    rest = rest.slice(0, at) + '\n'.repeat(value.length) + rest.slice(at + value.length);
  };
  for (const { kind, pattern, holds } of PATTERNS) {
    for (const match of [...rest.matchAll(pattern)]) {
      const value = kind === 'iban' ? ibanIn(match[0]) : match[0];
      if (value === null || holds?.(value) === false) continue;
      take(kind, match.index, value);
    }
  }
  for (const { at, value } of secretPhrases(rest)) take('words', at, value);
  return found
    .sort((a, b) => a.at - b.at)
    .slice(0, MAX_IDENTIFIERS)
    .map(({ identifier }) => identifier);
}

/** Whether a card number's digits end in the right one (Luhn). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [i, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length > 0 && !/^0+$/.test(digits) && sum % 10 === 0;
}

/** Whether an account number's check digits are right (ISO 13616, mod 97). */
export function isIban(text: string): boolean {
  const iban = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let rest = 0;
  for (const letter of iban.slice(4) + iban.slice(0, 4))
    for (const digit of String(Number.parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** The longest beginning that is an account number: words after it look like more of it. */
function ibanIn(text: string): string | null {
  for (let end = text.length; end >= 15; end--) {
    const part = text.slice(0, end);
    if (!part.endsWith(' ') && isIban(part)) return part;
  }
  return null;
}

function isPhone(text: string): boolean {
  const { length } = digitsOf(text);
  return length >= MIN_PHONE_DIGITS && length <= MAX_PHONE_DIGITS;
}

function secretPhrases(text: string): { at: number; value: string }[] {
  const phrases: { at: number; value: string }[] = [];
  let first: RegExpMatchArray | undefined;
  let last: RegExpMatchArray | undefined;
  let count = 0;
  const end = (): void => {
    if (first?.index !== undefined && last?.index !== undefined && count >= MIN_SECRET_WORDS)
      phrases.push({ at: first.index, value: text.slice(first.index, last.index + last[0].length) });
    count = 0;
    first = undefined;
  };
  for (const word of text.matchAll(/[a-z]+|[^\sa-z]+/g)) {
    // Numbers and dots may stand between the words of a list.
    if (/^[\d.,)]+$/.test(word[0])) continue;
    if (!WALLET_WORDS.has(word[0])) {
      end();
      continue;
    }
    first ??= word;
    last = word;
    count++;
  }
  end();
  return phrases;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The two ends of what was found: enough to know which it is. */
function masked(value: string): string {
  const text = value.replace(/\s+/g, ' ').trim();
  return text.length <= 3 * SHOWN_CHARS
    ? `${text.slice(0, 1)}…`
    : `${text.slice(0, SHOWN_CHARS)}…${text.slice(-SHOWN_CHARS)}`;
}
