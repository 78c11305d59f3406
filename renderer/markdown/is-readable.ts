import { MAX_MARKDOWN_BLOCK_CHARS, MAX_MARKDOWN_DEPTH, MAX_MARKDOWN_MARKS } from '../limits.ts';

const NESTED = new RegExp(
  `^(?:(?:[ \\t]*(?:[>*+-]|\\d{1,9}[.)])){${MAX_MARKDOWN_DEPTH + 1}}|[ \\t]{${2 * MAX_MARKDOWN_DEPTH + 1},}[>*+\\d-])`,
  'm',
);
const MARKS = /[*_~[\]|`$<&!(]/g;

/**
 * Whether a block is markdown that a person could read. Parsers of markdown need seconds, or more stack than there is, for
 * text made to hurt them; such text is shown as it was written.
 */
export function isReadable(block: string): boolean {
  if (block.length > MAX_MARKDOWN_BLOCK_CHARS) return false;
  if (/^(`{3,}|~{3,})/.test(block)) return true;
  return !NESTED.test(block) && (block.match(MARKS)?.length ?? 0) <= MAX_MARKDOWN_MARKS;
}
