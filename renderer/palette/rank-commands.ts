/** Something that the palette can do. */
export interface Command {
  /** Unique; also its test id. */
  readonly id: string;
  /** What it does, as one reads it. */
  readonly label: string;
  /** Where it belongs, in small type. */
  readonly group: string;
  /** Other words for it, found but not shown. */
  readonly also?: string;
  /** Its keys, when it has a shortcut. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/**
 * The commands that fit `query`, best first: every word of the query must begin a word of the label, its group or its
 * other words, or stand inside one. An empty query keeps all, in their order.
 */
export function rankCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands;
  return commands
    .map((command, order) => ({ command, order, score: scoreOf(command, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ command }) => command);
}

function scoreOf({ label, group, also = '' }: Command, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const best = Math.max(found(label, word) * 3, found(also, word) * 2, found(group, word));
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

/** 2 where a word of `text` begins with `word`, 1 where it stands inside, else 0. */
function found(text: string, word: string): number {
  const at = fold(text);
  if (at.split(/[\s/·,.:()“”]+/).some((part) => part.startsWith(word))) return 2;
  return at.includes(word) ? 1 : 0;
}

/** Lower case without accents: `Größe` is found by `grosse` and by `große`. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');
}
