import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { NodeConfig } from '../node/config.ts';

const ROOT = resolve(import.meta.dirname, '..');

/**
 * Where Loam keeps its data unless told otherwise: `LOAM_DATA_DIR`, else the folder that the desktop app uses too, so
 * that window and command line are one node.
 */
export function defaultDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.LOAM_DATA_DIR !== undefined && env.LOAM_DATA_DIR !== '') return resolve(env.LOAM_DATA_DIR);
  const home = homedir();
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Loam', 'data');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Loam', 'data');
  return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'Loam', 'data');
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
 * Configuration of a node that the command line runs. Its processes are started from the bundles below `LOAM_BUNDLES`
 * (they start faster), or from the sources when it is not set.
 *
 * @param options.host what shows the page, if anything
 */
export function nodeConfig(options: {
  readonly dataDir: string;
  readonly host: NodeConfig['host'];
  readonly threads?: number;
}): NodeConfig {
  // Only who has just built the bundles names them; bundles that merely lie about may be old.
  const bundles = process.env.LOAM_BUNDLES;
  const entry = (folder: 'node' | 'worker', name: string): string =>
    bundles === undefined ? join(ROOT, folder, `${name}.ts`) : join(bundles, folder, `${name}.js`);
  return {
    dataDir: options.dataDir,
    host: options.host,
    modelDir: modelDir(process.env),
    threads: options.threads ?? Math.max(1, Math.min(4, availableParallelism())),
    listen: ['/ip4/127.0.0.1/tcp/0'],
    workerEntry: entry('worker', 'worker-process'),
    nodeEntry: entry('node', 'node-process'),
  };
}
