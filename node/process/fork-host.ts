import { fork } from 'node:child_process';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { NODE_CONFIG_ENV, type NodeConfig } from '../config.ts';
import {
  CHILD_LOG_BYTES,
  MALLOC_ARENAS,
  MALLOC_MMAP_BYTES,
  MALLOC_TRIM_BYTES,
  YOUNG_OBJECTS_MB,
} from '../limits.ts';
import { childPort } from './child-port.ts';
import type { ChildHandle, ProcessHost } from './process-host.ts';

/** How glibc keeps the memory of children; other systems do not read it. What the environment says comes first. */
const MALLOC_ENV = {
  MALLOC_ARENA_MAX: String(MALLOC_ARENAS),
  MALLOC_MMAP_THRESHOLD_: String(MALLOC_MMAP_BYTES),
  MALLOC_TRIM_THRESHOLD_: String(MALLOC_TRIM_BYTES),
};

/** Settings of {@link forkHost}. */
export interface ForkHostOptions {
  readonly workerEntry: string;
  readonly nodeEntry: string;
  /** Receives what children write to stdout and stderr, by chunk. Without it, it is kept only for crash messages. */
  readonly onLog?: (kind: 'worker' | 'node', pid: number | undefined, text: string) => void;
}

/** A handle whose last words can be asked for. */
export interface ForkedChild extends ChildHandle {
  /** The last of what the child wrote to stderr, at most {@link CHILD_LOG_BYTES}. */
  lastWords(): string;
}

/** A process host whose children are this process's own. */
export interface ForkHost extends ProcessHost {
  spawnWorker(): Promise<ForkedChild>;
  spawnNode(config: NodeConfig): Promise<ForkedChild>;
}

/** Starts processes with child_process.fork; children end when this process does, their ports having closed. */
export function forkHost(options: ForkHostOptions): ForkHost {
  const start = (kind: 'worker' | 'node', entry: string, env: Record<string, string>) =>
    new Promise<ForkedChild>((resolve, reject) => {
      const { [NODE_CONFIG_ENV]: _own, ...inherited } = process.env;
      const child = fork(entry, [], {
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        execArgv: [
          ...process.execArgv.filter((flag) => !/^--(inspect|max-semi-space-size)/.test(flag)),
          `--max-semi-space-size=${YOUNG_OBJECTS_MB}`,
        ],
        env: { ...MALLOC_ENV, ...inherited, ...env },
      });
      let tail = '';
      const listen = (stream: NodeJS.ReadableStream | null, keep: boolean) => {
        stream?.setEncoding('utf8');
        stream?.on('data', (text: string) => {
          if (keep) tail = (tail + text).slice(-CHILD_LOG_BYTES);
          options.onLog?.(kind, child.pid, text);
        });
      };
      listen(child.stdout, false);
      listen(child.stderr, true);
      const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
      const port = childPort(child);
      child.once('error', (cause) => {
        reject(new LoamError('SPAWN_FAILED', `The ${kind} process could not be started.`, { cause }));
      });
      child.once('spawn', () => {
        resolve({
          port,
          pid: child.pid,
          exited,
          kill: (signal = 'SIGTERM') => void child.kill(signal),
          lastWords: () => tail,
        });
      });
    });
  return {
    spawnWorker: () => start('worker', options.workerEntry, {}),
    spawnNode: (config) => start('node', options.nodeEntry, { [NODE_CONFIG_ENV]: JSON.stringify(config) }),
  };
}
