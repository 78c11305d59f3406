import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import type { NodeConfig } from '../node/config.ts';
import { type LoamNode, startNode } from '../node/node.ts';
import { forkHost } from '../node/process/fork-host.ts';
import type { VerbContext } from './verb.ts';

const ROOT = join(import.meta.dirname, '..');

/**
 * Where the owner's data is when nobody says otherwise: the same folder as the desktop app's, so that both are
 * the same node. `LOAM_DATA_DIR` and `--data-dir` choose another one.
 */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (env.LOAM_DATA_DIR) return env.LOAM_DATA_DIR;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Loam', 'data');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Loam', 'data');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'Loam', 'data');
}

/** Configuration of the node inside this process, from the common options of the command line. */
export function nodeConfig(
  options: VerbContext['options'],
  host: 'browser' | 'terminal',
  processors: number = availableParallelism(),
): NodeConfig {
  const chosen = options['data-dir'];
  return {
    host,
    dataDir: typeof chosen === 'string' && chosen !== '' ? chosen : defaultDataDir(),
    modelDir: join(ROOT, 'assets', 'base'),
    threads: Math.min(8, Math.max(1, processors - 1)),
    listen: ['/ip4/127.0.0.1/tcp/0'],
    workerEntry: join(ROOT, 'worker', 'worker-process.ts'),
    nodeEntry: join(ROOT, 'node', 'node-process.ts'),
  };
}

/** Starts the node in this process; its worker and further nodes are processes of their own. */
export function openNode(options: VerbContext['options'], host: 'browser' | 'terminal'): Promise<LoamNode> {
  const config = nodeConfig(options, host);
  const writeLog = process.env.LOAM_DEBUG === undefined ? undefined : writeError;
  return startNode(
    config,
    forkHost({
      workerEntry: config.workerEntry,
      nodeEntry: config.nodeEntry,
      ...(writeLog === undefined ? {} : { onLog: (_kind, _pid, text) => void process.stderr.write(text) }),
    }),
    writeLog,
  );
}

function writeError(line: string): void {
  process.stderr.write(`${line}\n`);
}
