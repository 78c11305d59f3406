import { LoamError } from '../../protocol/errors/loam-error.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A row identifier: 26 lower-case characters, 10 of time and 16 of randomness (80 bits), that sort by time.
 *
 * @param nowMs milliseconds since 1970, below 2^48
 * @param random 10 random bytes
 * @throws LoamError `ROW_ID_INPUT`
 */
export function createRowId(nowMs: number, random: Uint8Array): string {
  if (!Number.isSafeInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48 || random.length !== 10) {
    throw new LoamError('ROW_ID_INPUT', `No row id from time ${nowMs} and ${random.length} random bytes.`);
  }
  let value = BigInt(nowMs);
  for (const byte of random) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = (ALPHABET[Number(value & 31n)] ?? '0') + text;
    value >>= 5n;
  }
  return text;
}

/**
 * Row ids that sort in the order in which they were made, also within one millisecond (a question and its answer) and
 * when the clock goes back: the time in an id is at least one more than that of the id before.
 */
export function rowIdSequence(now: () => number, random: (bytes: number) => Uint8Array): () => string {
  let last = -1;
  return () => {
    last = Math.max(now(), last + 1);
    return createRowId(last, random(10));
  };
}
