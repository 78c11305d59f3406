import { LoamError } from '../protocol/errors/loam-error.ts';

/** What a verb gets from the command line. */
export interface VerbContext {
  /** Words after the verb (and its subverb) that are no options. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** True with `--json`: standard output carries one JSON object as its last line and nothing else of ours. */
  readonly json: boolean;
  /** Aborted by Ctrl-C or SIGTERM; verbs stop cleanly within a few seconds. */
  readonly signal: AbortSignal;
}

/** An option of a verb: its type and help line. */
export interface VerbOption {
  readonly type: 'string' | 'boolean';
  readonly help: string;
}

/** A verb of the command line, `loam <name> …`, or a subverb below one. */
export interface Verb {
  readonly name: string;
  /** Arguments as shown in the help, e.g. `<version> [file]`; `…` inside for any number. Empty: it takes none. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** Options of its own: name → type and help line. */
  readonly options: Readonly<Record<string, VerbOption>>;
  /** Command lines as one would type them, without `loam`; docs/cli.md shows them, and its test parses each. */
  readonly examples?: readonly string[];
  /** What exit code 1 means for this verb; left out when it never ends with it. */
  readonly negative?: string;
  /** True when it does nothing without the name of a subverb. */
  readonly isGroup?: boolean;
  /** Verbs below this one; the first word picks one, which then brings its own options and help. */
  readonly subverbs?: readonly Verb[];
  /** @returns the exit code */
  run(context: VerbContext): Promise<number>;
}

/** A verb that does nothing by itself but has subverbs. */
export function verbGroup(group: {
  readonly name: string;
  readonly summary: string;
  readonly subverbs: readonly Verb[];
}): Verb {
  const { name, subverbs } = group;
  const names = subverbs.map((subverb) => subverb.name);
  return {
    ...group,
    isGroup: true,
    usage: `<${names.join('|')}>`,
    options: {},
    async run({ words }) {
      const [word] = words;
      const what = word === undefined ? 'Say what to do' : `'loam ${name}' does not know '${word}'`;
      throw new LoamError('USAGE', `${what}: loam ${name} ${names.join(', ')}.`);
    },
  };
}
