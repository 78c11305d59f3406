/** What a verb gets from the command line. */
export interface VerbContext {
  /** Words after the verb that are no options. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** True with `--json`: standard output carries one JSON object as its last line and nothing else of ours. */
  readonly json: boolean;
  /** Aborted by Ctrl-C or SIGTERM; verbs stop cleanly within a few seconds. */
  readonly signal: AbortSignal;
}

/** A verb of the command line: `loam <name> …`. */
export interface Verb {
  readonly name: string;
  /** Arguments as shown in the help, e.g. `<version>`. */
  readonly usage: string;
  readonly summary: string;
  /** Options of its own: name → type and help line. */
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly help: string }>>;
  /** @returns the exit code */
  run(context: VerbContext): Promise<number>;
}
