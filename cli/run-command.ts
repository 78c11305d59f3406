import { parseArgs } from 'node:util';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE } from './exit-codes.ts';
import type { Verb } from './verb.ts';

/** Verbs by name; each is loaded only when asked for, so that `loam status` does not pay for the demo. */
const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  audit: async () => (await import('./verbs/audit.ts')).auditVerb,
  chat: async () => (await import('./verbs/chat.ts')).chatVerb,
  demo: async () => (await import('./verbs/demo.ts')).demoVerb,
  deploy: async () => (await import('./verbs/deploy.ts')).deployVerb,
  pretrain: async () => (await import('./verbs/pretrain.ts')).pretrainVerb,
  serve: async () => (await import('./verbs/serve.ts')).serveVerb,
  status: async () => (await import('./verbs/status.ts')).statusVerb,
};

const COMMON = {
  json: { type: 'boolean', help: 'print one JSON object as the last line' },
  help: { type: 'boolean', help: 'show this help' },
  'data-dir': { type: 'string', help: 'where Loam keeps its data (default: the system’s place for it)' },
} as const;

/** Where a command's own words go. Results of verbs go to the process's streams. */
export interface CommandOutput {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
}

/**
 * Runs one command line: finds the verb, parses its options, shows help and errors.
 *
 * @param argv words after `loam`
 * @returns the exit code
 */
export async function runCommand(
  argv: readonly string[],
  { out, err }: CommandOutput = { out: process.stdout, err: process.stderr },
): Promise<number> {
  const [name, ...rest] = argv;
  const load = name !== undefined && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (load === undefined) {
    const asked = name === undefined || name === '--help' || name === 'help';
    (asked ? out : err).write(`${asked ? '' : `There is no verb '${name}'.\n\n`}${await overview()}`);
    return asked ? EXIT_OK : EXIT_USAGE;
  }
  const verb = await load();
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(EXIT_INTERRUPTED);
    stop.abort(new LoamError('INTERRUPTED', 'Stopped.'));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const { values, positionals } = parse(verb, rest);
    if (values.help === true) {
      out.write(verbHelp(verb));
      return EXIT_OK;
    }
    const [surplus] = positionals;
    if (surplus !== undefined && !/^[<[]/.test(verb.usage))
      throw new LoamError('USAGE', `'loam ${verb.name}' does not take '${surplus}'.`);
    return await verb.run({
      words: positionals,
      options: values,
      json: values.json === true,
      signal: stop.signal,
    });
  } catch (error) {
    if (stop.signal.aborted) return EXIT_INTERRUPTED;
    const loam = LoamError.wrap('FAILED', error);
    const hint = loam.hint ?? (loam.code === 'USAGE' ? `See 'loam ${verb.name} --help'.` : undefined);
    err.write(`${loam.message}\n${hint === undefined ? '' : `${hint}\n`}(${loam.code})\n`);
    if (process.env.LOAM_DEBUG !== undefined) err.write(`${(error as Error).stack ?? ''}\n`);
    return loam.code === 'USAGE' ? EXIT_USAGE : EXIT_FAILED;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

function parse(verb: Verb, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries({ ...COMMON, ...verb.options }).map(([key, { type }]) => [key, { type }]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new LoamError('USAGE', (cause as Error).message, { cause });
  }
}

async function overview(): Promise<string> {
  const verbs = await Promise.all(Object.values(VERBS).map((load) => load()));
  const width = Math.max(...verbs.map((v) => v.name.length + v.usage.length)) + 3;
  const lines = verbs.map((v) => `  ${`${v.name} ${v.usage}`.padEnd(width)}${v.summary}`);
  return `loam <verb> [options]\n\n${lines.join('\n')}\n\n'loam <verb> --help' shows a verb's options.\n`;
}

function verbHelp(verb: Verb): string {
  const options = Object.entries({ ...verb.options, ...COMMON });
  const width = Math.max(...options.map(([key]) => key.length)) + 4;
  const lines = options.map(([key, { help }]) => `  ${`--${key}`.padEnd(width)}${help}`);
  return `loam ${verb.name} ${verb.usage}\n\n${verb.summary}\n\n${lines.join('\n')}\n`;
}
