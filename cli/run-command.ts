import { LoamError } from '../protocol/errors/loam-error.ts';
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE } from './exit-codes.ts';
import { findSubverb, parseCommandLine } from './parse-command-line.ts';
import type { Verb } from './verb.ts';
import { overviewText, verbHelp } from './verb-help.ts';

/** Verbs by name; each is loaded only when asked for, so that `loam status` does not pay for the demo. */
const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  artifacts: async () => (await import('./verbs/artifacts.ts')).artifactsVerb,
  audit: async () => (await import('./verbs/audit.ts')).auditVerb,
  chat: async () => (await import('./verbs/chat.ts')).chatVerb,
  demo: async () => (await import('./verbs/demo.ts')).demoVerb,
  deploy: async () => (await import('./verbs/deploy.ts')).deployVerb,
  diagnostics: async () => (await import('./verbs/diagnostics.ts')).diagnosticsVerb,
  dispute: async () => (await import('./verbs/dispute.ts')).disputeVerb,
  doctor: async () => (await import('./verbs/doctor.ts')).doctorVerb,
  export: async () => (await import('./verbs/export.ts')).exportVerb,
  governance: async () => (await import('./verbs/governance.ts')).governanceVerb,
  index: async () => (await import('./verbs/index.ts')).indexVerb,
  jury: async () => (await import('./verbs/jury.ts')).juryVerb,
  keys: async () => (await import('./verbs/keys.ts')).keysVerb,
  learn: async () => (await import('./verbs/learn.ts')).learnVerb,
  models: async () => (await import('./verbs/models.ts')).modelsVerb,
  network: async () => (await import('./verbs/network.ts')).networkVerb,
  pretrain: async () => (await import('./verbs/pretrain.ts')).pretrainVerb,
  relay: async () => (await import('./verbs/relay.ts')).relayVerb,
  serve: async () => (await import('./verbs/serve.ts')).serveVerb,
  status: async () => (await import('./verbs/status.ts')).statusVerb,
  trace: async () => (await import('./verbs/trace.ts')).traceVerb,
  validator: async () => (await import('./verbs/validator.ts')).validatorVerb,
  wallet: async () => (await import('./verbs/wallet.ts')).walletVerb,
  receipt: async () => (await import('./verbs/receipt.ts')).receiptVerb,
};

/** All verbs, by name. */
export function allVerbs(): Promise<Verb[]> {
  return Promise.all(Object.values(VERBS).map((load) => load()));
}

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
  const [first, ...others] = argv;
  const asksHelp = first === undefined || first === '--help' || first === 'help';
  const [name, ...rest] = asksHelp ? others : argv;
  if (asksHelp && name === undefined) {
    out.write(overviewText(await allVerbs()));
    return EXIT_OK;
  }
  const load = name !== undefined && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (load === undefined) {
    err.write(`There is no verb '${name}'.\n\n${overviewText(await allVerbs())}`);
    return EXIT_USAGE;
  }
  const top = await load();
  if (asksHelp) {
    const { verb, path } = findSubverb(top, rest);
    out.write(verbHelp(verb, path));
    return EXIT_OK;
  }
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(EXIT_INTERRUPTED);
    stop.abort(new LoamError('INTERRUPTED', 'Stopped.'));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const { verb, path, words, options } = parseCommandLine(top, rest);
    if (options.help === true) {
      out.write(verbHelp(verb, path));
      return EXIT_OK;
    }
    return await verb.run({ words, options, json: options.json === true, signal: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) return EXIT_INTERRUPTED;
    const loam = LoamError.wrap('FAILED', error);
    const { path } = findSubverb(top, rest);
    const hint = loam.hint ?? (loam.code === 'USAGE' ? `See 'loam ${path} --help'.` : undefined);
    err.write(`${loam.message}\n${hint === undefined ? '' : `${hint}\n`}(${loam.code})\n`);
    if (process.env.LOAM_DEBUG !== undefined) err.write(`${(error as Error).stack ?? ''}\n`);
    return loam.code === 'USAGE' ? EXIT_USAGE : EXIT_FAILED;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
