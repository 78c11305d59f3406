import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** Bundles the processes that the command line starts, so that what is tested is what stands in the sources. */
export function setup(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), 'node', 'worker'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
}
