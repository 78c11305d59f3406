import { LoamError } from '../../protocol/errors/loam-error.ts';
import { byteCharacters } from './byte-alphabet.ts';
import { type MergeCandidate, MergeQueue } from './merge-queue.ts';

/**
 * How text is cut before merging: contractions, words with the space before them, single digits, runs of other
 * signs, white space.
 */
export const SPLIT_PATTERN =
  "'(?:s|t|re|ve|m|ll|d)| ?\\p{L}+| ?\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/** Options of {@link trainBpe}. */
export interface BpeTrainingOptions {
  /** Ids in the finished vocabulary, special tokens included. */
  readonly vocabSize: number;
  /** Tokens that are never split; they get the first ids, in this order. */
  readonly specialTokens: readonly string[];
}

/** A word as the ids of its parts, and how often it occurs. */
interface Word {
  parts: number[];
  readonly count: number;
}

const PAIR_BASE = 2 ** 20;

/**
 * Trains a byte-level BPE vocabulary and returns the contents of a Hugging Face tokenizer.json. The result depends
 * only on the texts and the options: the most frequent pair is merged first, among equals the one with lower ids.
 * Fewer merges are made when no pair occurs twice.
 * @throws LoamError `TOKENIZER_VOCABULARY_TOO_SMALL` when the bytes and special tokens do not fit.
 */
export function trainBpe(texts: Iterable<string>, options: BpeTrainingOptions): Record<string, unknown> {
  const { vocabSize, specialTokens } = options;
  const base = specialTokens.length + byteCharacters.length;
  if (vocabSize < base || vocabSize >= PAIR_BASE) {
    throw new LoamError(
      'TOKENIZER_VOCABULARY_TOO_SMALL',
      `A vocabulary has ${base} to ${PAIR_BASE - 1} ids.`,
    );
  }
  const tokens = [...specialTokens, ...byteCharacters];
  const words = countWords(texts, specialTokens.length);
  const merges = learnMerges(words, tokens, vocabSize);
  return tokenizerJson(tokens, merges, specialTokens);
}

function countWords(texts: Iterable<string>, firstByteId: number): Word[] {
  const split = new RegExp(SPLIT_PATTERN, 'gu');
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.matchAll(split)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const encoder = new TextEncoder();
  return [...counts].map(([word, count]) => ({
    parts: Array.from(encoder.encode(word), (byte) => firstByteId + byte),
    count,
  }));
}

function learnMerges(words: readonly Word[], tokens: string[], vocabSize: number): string[] {
  const pairCounts = new Map<number, number>();
  const pairWords = new Map<number, Set<number>>();
  const add = (key: number, index: number, count: number): void => {
    pairCounts.set(key, (pairCounts.get(key) ?? 0) + count);
    const places = pairWords.get(key);
    if (places === undefined) pairWords.set(key, new Set([index]));
    else places.add(index);
  };
  for (const [index, word] of words.entries()) {
    for (const key of pairsOf(word.parts)) add(key, index, word.count);
  }
  const queue = new MergeQueue();
  for (const [key, count] of pairCounts) queue.push({ key, count });

  // Two different pairs may spell the same token: they share one id.
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const idOf = (token: string): number => {
    const known = ids.get(token);
    if (known !== undefined) return known;
    ids.set(token, tokens.length);
    return tokens.push(token) - 1;
  };

  const merges: string[] = [];
  while (tokens.length < vocabSize) {
    const best = nextCandidate(queue, pairCounts);
    if (best === undefined || best.count < 2) break;
    const left = Math.floor(best.key / PAIR_BASE);
    const right = best.key % PAIR_BASE;
    const merged = idOf(`${tokens[left]}${tokens[right]}`);
    merges.push(`${tokens[left]} ${tokens[right]}`);
    const touched = new Set<number>();
    for (const index of pairWords.get(best.key) ?? []) {
      const word = words[index] as Word;
      for (const key of pairsOf(word.parts)) {
        pairCounts.set(key, (pairCounts.get(key) ?? 0) - word.count);
        touched.add(key);
      }
      word.parts = mergeParts(word.parts, left, right, merged);
      for (const key of pairsOf(word.parts)) {
        add(key, index, word.count);
        touched.add(key);
      }
    }
    pairCounts.delete(best.key);
    pairWords.delete(best.key);
    touched.delete(best.key);
    for (const key of touched) queue.push({ key, count: pairCounts.get(key) ?? 0 });
  }
  return merges;
}

/** The best pair whose queued count is still true; outdated entries are dropped on the way. */
function nextCandidate(
  queue: MergeQueue,
  pairCounts: ReadonlyMap<number, number>,
): MergeCandidate | undefined {
  for (let best = queue.pop(); best !== undefined; best = queue.pop()) {
    if (pairCounts.get(best.key) === best.count) return best;
  }
  return undefined;
}

function pairsOf(parts: readonly number[]): number[] {
  return parts.slice(1).map((part, i) => (parts[i] as number) * PAIR_BASE + part);
}

function mergeParts(parts: readonly number[], left: number, right: number, merged: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === left && parts[i + 1] === right) {
      out.push(merged);
      i++;
    } else out.push(parts[i] as number);
  }
  return out;
}

function tokenizerJson(
  tokens: readonly string[],
  merges: readonly string[],
  specialTokens: readonly string[],
): Record<string, unknown> {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: SPLIT_PATTERN }, behavior: 'Isolated', invert: false },
        byteLevel,
      ],
    },
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
}
