import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON_OPTIONS } from '../cli/parse-command-line.ts';
import { allVerbs } from '../cli/run-command.ts';
import type { Verb } from '../cli/verb.ts';
import { usageLine } from '../cli/verb-help.ts';

/** Where the page about the command line lies. */
export const CLI_DOC = join(import.meta.dirname, '..', 'docs', 'cli.md');

/** A verb or subverb with all words that lead to it. */
export interface DocumentedVerb {
  readonly verb: Verb;
  readonly path: string;
}

/** Every verb, each followed by its subverbs. */
export async function documentedVerbs(): Promise<DocumentedVerb[]> {
  const walk = (verb: Verb, path: string): DocumentedVerb[] => [
    { verb, path },
    ...(verb.subverbs ?? []).flatMap((below) => walk(below, `${path} ${below.name}`)),
  ];
  return (await allVerbs()).flatMap((verb) => walk(verb, verb.name));
}

/** The whole document. */
export async function cliDoc(): Promise<string> {
  const verbs = await documentedVerbs();
  const parts = [
    '# Command line',
    '',
    '`loam <verb> [options]`, or `npm run loam -- <verb> [options]` in a checkout. Written by `node scripts/cli-doc.ts` from the verbs themselves.',
    '',
    'Every verb has these options:',
    '',
    ...optionTable(COMMON_OPTIONS),
    '',
    'Every verb ends with one of these exit codes; where 1 is possible, the verb says what it means.',
    '',
    '| Code | Meaning |',
    '| ---: | --- |',
    '| 0 | It went as asked. |',
    '| 1 | It ran, and the answer is no. |',
    '| 2 | The command line is wrong. |',
    '| 3 | It could not run; the message says why and what to do. |',
    '| 130 | Stopped by you (Ctrl-C). |',
    '',
    '| Verb | What it does |',
    '| --- | --- |',
    ...verbs
      .filter(({ verb }) => verb.isGroup !== true)
      .map(({ verb, path }) => `| [\`${path}\`](#${anchor(path)}) | ${cell(verb.summary)} |`),
  ];
  for (const { verb, path } of verbs) parts.push('', ...section(verb, path));
  return `${parts.join('\n')}\n`;
}

function section(verb: Verb, path: string): string[] {
  const lines = [
    `${path.includes(' ') ? '###' : '##'} loam ${path}`,
    '',
    verb.summary,
    '',
    '```',
    usageLine(verb, path),
    '```',
  ];
  if (Object.keys(verb.options).length > 0) lines.push('', ...optionTable(verb.options));
  if (verb.negative !== undefined) lines.push('', `Exit code 1: ${verb.negative}.`);
  const { examples = [] } = verb;
  if (examples.length > 0)
    lines.push('', 'For example:', '', '```sh', ...examples.map((example) => `loam ${example}`), '```');
  return lines;
}

function optionTable(options: Verb['options']): string[] {
  const rows = Object.entries(options).map(
    ([key, { type, help }]) => `| \`--${key}${type === 'string' ? ' <…>' : ''}\` | ${cell(help)} |`,
  );
  return ['| Option | What it does |', '| --- | --- |', ...rows];
}

function anchor(path: string): string {
  return `loam-${path.replaceAll(' ', '-')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (import.meta.filename === process.argv[1]) writeFileSync(CLI_DOC, await cliDoc());
