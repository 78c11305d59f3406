import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

/** The contracts folder. */
export const CONTRACTS = join(import.meta.dirname, '..');
/** The repository. */
export const REPOSITORY = join(CONTRACTS, '..');

/** forge's launcher and the compiler wrapper are scripts that look for `node`: give them the one that runs now. */
const PATH_WITH_NODE = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);

/** What a run left: its exit code (1 when it could not start) and everything that it printed. */
export interface ForgeResult {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs the forge of node_modules in the contracts folder and waits for it.
 *
 * @param apart name of a folder under cache/ that takes the output of the compiler: what `forge lint` and `forge coverage`
 * compile must not replace what a build left
 */
export function forge(commandLine: readonly string[], apart?: string): ForgeResult {
  const folders =
    apart === undefined
      ? {}
      : { FOUNDRY_OUT: join('cache', apart, 'out'), FOUNDRY_CACHE_PATH: join('cache', apart, 'cache') };
  return tool('forge', commandLine, folders);
}

/** Runs a tool of node_modules in the contracts folder and waits for it. */
export function tool(
  name: string,
  commandLine: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ForgeResult {
  const run = spawnSync(join(REPOSITORY, 'node_modules', '.bin', name), commandLine, {
    cwd: CONTRACTS,
    encoding: 'utf8',
    env: { ...process.env, PATH: PATH_WITH_NODE, NO_COLOR: '1', ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error !== undefined) return { code: 1, output: `${name} could not start: ${run.error.message}` };
  return { code: run.status ?? 1, output: `${run.stdout}${run.stderr}` };
}
