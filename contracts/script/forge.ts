import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The contracts folder. */
export const CONTRACTS = join(import.meta.dirname, '..');
/** The repository. */
export const REPOSITORY = join(CONTRACTS, '..');

/** What a forge run left: its exit code (1 when it could not start) and everything that it printed. */
export interface ForgeResult {
  readonly code: number;
  readonly output: string;
}

/** Runs the forge of node_modules in the contracts folder and waits for it. */
export function forge(
  commandLine: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ForgeResult {
  const run = spawnSync(join(REPOSITORY, 'node_modules', '.bin', 'forge'), commandLine, {
    cwd: CONTRACTS,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error !== undefined) return { code: 1, output: `forge could not start: ${run.error.message}` };
  return { code: run.status ?? 1, output: `${run.stdout}${run.stderr}` };
}
