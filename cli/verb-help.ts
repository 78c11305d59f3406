import { COMMON_OPTIONS } from './parse-command-line.ts';
import type { Verb } from './verb.ts';

/** All verbs with their summaries, as `loam help` shows them. */
export function overviewText(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map(({ name, usage }) => name.length + usage.length)) + 3;
  const lines = verbs.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(width)}${summary}`);
  return `loam <verb> [options]\n\n${lines.join('\n')}\n\n'loam help <verb>' shows a verb's options.\n`;
}

/** The help of one verb or subverb. @param path all words that lead to it, e.g. `dispute open` */
export function verbHelp(verb: Verb, path: string): string {
  const parts = [usageLine(verb, path), verb.summary];
  const { subverbs = [], examples = [] } = verb;
  if (subverbs.length > 0)
    parts.push(columns(subverbs.map(({ name, usage, summary }) => [`${name} ${usage}`, summary])));
  parts.push(columns(optionsOf(verb).map(({ flag, help }) => [flag, help])));
  if (verb.negative !== undefined) parts.push(`Exit code 1: ${verb.negative}.`);
  if (examples.length > 0) parts.push(examples.map((example) => `  loam ${example}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** How a verb is called. */
export function usageLine({ usage }: Verb, path: string): string {
  return `loam ${path} ${usage}`.trimEnd();
}

/** A verb's own options and those that every verb has. */
export function optionsOf(verb: Verb): { readonly flag: string; readonly help: string }[] {
  return Object.entries({ ...verb.options, ...COMMON_OPTIONS }).map(([key, { type, help }]) => ({
    flag: type === 'string' ? `--${key} <…>` : `--${key}`,
    help,
  }));
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n');
}
