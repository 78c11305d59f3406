import { existsSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { NodeConfig } from '../node/config.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** Where Loam keeps its data unless told otherwise: `LOAM_DATA_DIR`, else the system's place for application data. */
export function defaultDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.LOAM_DATA_DIR !== undefined && env.LOAM_DATA_DIR !== '') return resolve(env.LOAM_DATA_DIR);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Loam');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Loam');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'loam');
}

/** Folder of the bundled base model, or the one that `LOAM_MODEL_DIR` names. */
export function modelDir(env: NodeJS.ProcessEnv): string {
  return env.LOAM_MODEL_DIR === undefined ? join(ROOT, 'assets', 'base') : resolve(env.LOAM_MODEL_DIR);
}

/** Folder of the built page. */
export function pageDir(): string {
  return join(ROOT, 'out', 'renderer');
}

/**
 * Configuration of a node that the command line runs. Processes are started from the bundles when they are built
 * (they start faster), from the sources otherwise.
 *
 * @param options.host what shows the page, if anything
 */
export function nodeConfig(options: {
  readonly dataDir: string;
  readonly host: NodeConfig['host'];
  readonly threads?: number;
}): NodeConfig {
  const entry = (bundle: string, source: string): string => (existsSync(bundle) ? bundle : source);
  return {
    dataDir: options.dataDir,
    host: options.host,
    modelDir: modelDir(process.env),
    threads: options.threads ?? Math.max(1, Math.min(4, availableParallelism())),
    listen: ['/ip4/127.0.0.1/tcp/0'],
    workerEntry: entry(
      join(ROOT, 'out', 'worker', 'worker-process.js'),
      join(ROOT, 'worker', 'worker-process.ts'),
    ),
    nodeEntry: entry(join(ROOT, 'out', 'node', 'node-process.js'), join(ROOT, 'node', 'node-process.ts')),
  };
}
