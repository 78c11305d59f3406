import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

/** The contracts folder. */
export const CONTRACTS = join(import.meta.dirname, '..');
/** The repository. */
export const REPOSITORY = join(CONTRACTS, '..');

/** forge's launcher and the compiler wrapper are scripts that look for `node`: give them the one that runs now. */
const PATH_WITH_NODE = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);

/** What a forge run left: its exit code (1 when it could not start) and everything that it printed. */
export interface ForgeResult {
  readonly code: number;
  readonly output: string;
}

/** Runs the forge of node_modules in the contracts folder and waits for it. */
export function forge(commandLine: readonly string[]): ForgeResult {
  const run = spawnSync(join(REPOSITORY, 'node_modules', '.bin', 'forge'), commandLine, {
    cwd: CONTRACTS,
    encoding: 'utf8',
    env: { ...process.env, PATH: PATH_WITH_NODE, NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error !== undefined) return { code: 1, output: `forge could not start: ${run.error.message}` };
  return { code: run.status ?? 1, output: `${run.stdout}${run.stderr}` };
}
