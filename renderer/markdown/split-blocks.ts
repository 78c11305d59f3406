const FENCE = /^\s*(`{3,}|~{3,})/;
const LIST_ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const DEFINITION = /^ {0,3}\[[^\]]+\]:\s/m;

/**
 * Cuts markdown into pieces that can be drawn one by one. Text that is added at the end changes only the last piece, so
 * that a long answer stays cheap while it comes in. A text with link definitions stays whole, for they reach everywhere.
 */
export function splitBlocks(text: string): string[] {
  if (DEFINITION.test(text)) return [text];
  const blocks: string[] = [];
  let block: string[] = [];
  let blanks: string[] = [];
  let fence: string | null = null;
  let inMath = false;
  for (const line of text.split('\n')) {
    if (fence === null && !inMath && line.trim() === '') {
      if (block.length > 0) blanks.push(line);
      continue;
    }
    if (blanks.length > 0 && !goesOn(block[0] ?? '', line)) {
      blocks.push(block.join('\n'));
      block = [];
    } else block.push(...blanks);
    blanks = [];
    block.push(line);
    const mark: string | undefined = inMath ? undefined : FENCE.exec(line)?.[1];
    if (
      fence === null &&
      mark !== undefined &&
      !(mark.startsWith('`') && line.includes('`', line.indexOf(mark) + mark.length))
    )
      fence = mark;
    else if (fence !== null && mark?.startsWith(fence) === true && line.trim() === mark) fence = null;
    else if (fence === null && line.trim() === '$$') inMath = !inMath;
  }
  if (block.length > 0) blocks.push(block.join('\n'));
  return blocks;
}

/** Whether `line`, after an empty one, still belongs to the block that began with `first`. */
function goesOn(first: string, line: string): boolean {
  return /^(?: {2,}|\t)/.test(line) || (LIST_ITEM.test(first) && LIST_ITEM.test(line));
}
