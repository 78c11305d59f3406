import { parseArgs } from 'node:util';
import { LoamError } from '../protocol/errors/loam-error.ts';
import type { Verb, VerbOption } from './verb.ts';

/** Options that every verb has. */
export const COMMON_OPTIONS: Readonly<Record<'json' | 'help' | 'data-dir', VerbOption>> = {
  json: { type: 'boolean', help: 'print one JSON object as the last line' },
  help: { type: 'boolean', help: 'show this help' },
  'data-dir': { type: 'string', help: 'where Loam keeps its data (default: the system’s place for it)' },
};

/** A command line taken apart. */
export interface CommandLine {
  /** The verb, or the subverb that the words name. */
  readonly verb: Verb;
  /** All words that led to it, e.g. `dispute open`. */
  readonly path: string;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** Goes down to the subverb that the first words name. */
export function findSubverb(
  verb: Verb,
  args: readonly string[],
  path = verb.name,
): Omit<CommandLine, 'options'> {
  const below = verb.subverbs?.find(({ name }) => name === args[0]);
  return below === undefined
    ? { verb, path, words: args }
    : findSubverb(below, args.slice(1), `${path} ${below.name}`);
}

/**
 * Takes apart what follows a verb's name.
 *
 * @throws LoamError `USAGE` for unknown options and for words that the verb does not take
 */
export function parseCommandLine(top: Verb, args: readonly string[]): CommandLine {
  const { verb, path, words } = findSubverb(top, args);
  const options = Object.fromEntries(
    Object.entries({ ...COMMON_OPTIONS, ...verb.options }).map(([key, { type }]) => [key, { type }]),
  );
  const { values, positionals } = parse(words, options);
  const surplus = positionals[takes(verb)];
  if (surplus !== undefined && values.help !== true)
    throw new LoamError('USAGE', `'loam ${path}' does not take '${surplus}'.`);
  return { verb, path, words: positionals, options: values };
}

/** How many words a verb takes at most. A group says itself what it does not know. */
function takes({ usage, isGroup = false }: Verb): number {
  if (isGroup || usage.includes('…') || /<[^>]*</.test(usage)) return Number.POSITIVE_INFINITY;
  return usage.startsWith('--') ? 0 : (usage.match(/<[^>]*>|\[[^\]]*\]/g) ?? []).length;
}

function parse(args: readonly string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new LoamError('USAGE', (cause as Error).message, { cause });
  }
}
