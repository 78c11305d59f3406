import { createORPCClient } from '@orpc/client';
import { type ContractLink, contractLink } from '../../protocol/api/connect-contract.ts';
import { endOnAbort, isStream } from '../../protocol/api/end-on-abort.ts';
import type { ModelInfo } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { CHILD_STOP_MS, WORKER_BACKOFF_MAX_MS, WORKER_BACKOFF_MS, WORKER_SETTLED_MS } from '../limits.ts';
import type { WorkerClient } from './connect.ts';
import type { ChildHandle, ProcessHost } from './process-host.ts';

/** `idle` none yet, `starting` coming up and loading, `ready`, `waiting` before the next try, `stopped` for good. */
export type WorkerState = 'idle' | 'starting' | 'ready' | 'waiting' | 'stopped';

/** One worker that is always there: see {@link superviseWorker}. */
export interface SupervisedWorker {
  /** The worker's procedures, at any time. */
  readonly client: WorkerClient;
  readonly state: WorkerState;
  /** Process id of the worker that runs now. */
  readonly pid: number | undefined;
  /** Loads a model now and again after every restart. */
  load(input: { modelDir: string; threads: number }): Promise<ModelInfo>;
  stop(): Promise<void>;
}

/** Settings of {@link superviseWorker}. */
export interface SuperviseOptions {
  readonly host: Pick<ProcessHost, 'spawnWorker'>;
  /** Told at every change; the error says why a worker is gone. */
  readonly onStateChange?: (state: WorkerState, error: LoamError | undefined) => void;
  /** First pause after a crash, milliseconds. */
  readonly backoffMs?: number;
  readonly now?: () => number;
}

interface Running {
  readonly child: ChildHandle;
  readonly link: ContractLink;
  readonly startedAt: number;
  dead: boolean;
}

const CALL = { context: {} };

/**
 * Keeps one worker process alive. It is started by the first call, and again after a crash with a growing
 * pause; the last `load` is repeated before other calls go on. Calls that a crash cuts off, and the streams
 * among them, fail with `WORKER_CRASHED`; calls made meanwhile wait for the new worker.
 */
export function superviseWorker(options: SuperviseOptions): SupervisedWorker {
  const now = options.now ?? Date.now;
  const firstPause = options.backoffMs ?? WORKER_BACKOFF_MS;
  let state: WorkerState = 'idle';
  let current: Promise<Running> | undefined;
  let running: Running | undefined;
  let model: { modelDir: string; threads: number } | undefined;
  let crashes = 0;
  let lastExit: Promise<unknown> = Promise.resolve();
  let cancelPause: (() => void) | undefined;

  const change = (next: WorkerState, error?: LoamError) => {
    if (state === 'stopped' && next !== 'stopped') return;
    state = next;
    options.onStateChange?.(next, error);
  };

  function ensure(): Promise<Running> {
    if (state === 'stopped') return Promise.reject(stopped());
    if (current === undefined) {
      const attempt = start();
      current = attempt;
      attempt.catch(() => {
        if (current === attempt) current = undefined;
      });
    }
    return current;
  }

  async function start(): Promise<Running> {
    if (crashes > 0) {
      change('waiting');
      // Never two workers at once, even where the news of an end comes late.
      await Promise.race([lastExit, pause(CHILD_STOP_MS)]);
      cancelPause?.();
      await pause(Math.min(firstPause * 2 ** (crashes - 1), WORKER_BACKOFF_MAX_MS));
      if (isStopped()) throw stopped();
    }
    change('starting');
    const child = await spawn();
    const instance: Running = { child, link: contractLink(child.port), startedAt: now(), dead: false };
    running = instance;
    child.port.addEventListener('close', () => bury(instance));
    lastExit = child.exited;
    void child.exited.then(() => bury(instance));
    if (isStopped()) {
      child.kill('SIGKILL');
      throw stopped();
    }
    let failure: unknown;
    if (model !== undefined) {
      await attempt(instance, ['load'], model, CALL).catch((error: unknown) => {
        if (instance.dead) throw error;
        failure = error;
      });
    }
    change('ready', failure === undefined ? undefined : LoamError.wrap('MODEL_LOAD_FAILED', failure));
    return instance;
  }

  async function spawn(): Promise<ChildHandle> {
    try {
      return await options.host.spawnWorker();
    } catch (error) {
      crashes++;
      const failure = LoamError.wrap('SPAWN_FAILED', error);
      change('waiting', failure);
      throw failure;
    }
  }

  function bury(instance: Running): void {
    if (instance.dead) return;
    instance.dead = true;
    instance.child.kill('SIGKILL');
    if (running === instance) {
      running = undefined;
      current = undefined;
    }
    if (state === 'stopped') return;
    crashes = now() - instance.startedAt > WORKER_SETTLED_MS ? 1 : crashes + 1;
    change('waiting', crashed(undefined));
    // Come back without being asked, so that the next answer does not wait for the model to load.
    if (model !== undefined) ensure().catch(() => undefined);
  }

  async function attempt(
    instance: Running,
    ...[path, input, callOptions]: Parameters<ContractLink['call']>
  ): Promise<unknown> {
    const explain = (error: unknown): unknown =>
      isPortClosed(error) ? (isStopped() ? stopped() : crashed(error)) : error;
    try {
      const output = await instance.link.call(path, input, callOptions);
      return isStream(output) ? endOnAbort(output, undefined, explain) : output;
    } catch (error) {
      throw explain(error);
    }
  }

  function isStopped(): boolean {
    return state === 'stopped';
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      cancelPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const link: ContractLink = {
    call: async (path, input, callOptions) => attempt(await ensure(), path, input, callOptions),
  };
  const client: WorkerClient = createORPCClient(link);

  return {
    client,
    get state() {
      return state;
    },
    get pid() {
      return running?.child.pid;
    },
    async load(input) {
      const instance = await ensure();
      const info = (await attempt(instance, ['load'], input, CALL)) as ModelInfo;
      model = input;
      return info;
    },
    async stop() {
      change('stopped');
      cancelPause?.();
      const child = running?.child;
      if (child === undefined) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), CHILD_STOP_MS);
      await child.exited;
      clearTimeout(timer);
    },
  };
}

function isPortClosed(error: unknown): boolean {
  return error instanceof LoamError && error.code === 'PORT_CLOSED';
}

function crashed(cause: unknown): LoamError {
  return new LoamError('WORKER_CRASHED', 'The model process ended in the middle of its work.', {
    hint: 'It is being restarted; try again in a moment.',
    cause,
  });
}

function stopped(): LoamError {
  return new LoamError('WORKER_STOPPED', 'The model process is stopped.', { hint: 'Start Loam again.' });
}
