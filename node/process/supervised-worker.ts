import { createORPCClient } from '@orpc/client';
import { type ContractLink, contractLink } from '../../protocol/api/connect-contract.ts';
import { endOnAbort, isStream } from '../../protocol/api/end-on-abort.ts';
import type { ModelInfo } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { CHILD_STOP_MS, LOAD_TRIES } from '../limits.ts';
import { BackOff } from './back-off.ts';
import type { WorkerClient } from './connect.ts';
import type { ChildHandle, ProcessHost } from './process-host.ts';

/** `idle` none yet, `starting` coming up and loading, `ready`, `waiting` before the next try, `stopped` for good. */
export type WorkerState = 'idle' | 'starting' | 'ready' | 'waiting' | 'stopped';

/** One worker that is always there: see {@link superviseWorker}. */
export interface SupervisedWorker {
  /** The worker's procedures, at any time. */
  readonly client: WorkerClient;
  readonly state: WorkerState;
  /** Set while it rests because it stopped again and again; in words for a person. */
  readonly trouble: LoamError | undefined;
  /** Process id of the worker that runs now. */
  readonly pid: number | undefined;
  /**
   * Loads a model now and again after every restart; when it cannot be loaded, the one before stays.
   *
   * @param tries how often it is tried again when the process that loads it ends
   */
  load(input: { modelDir: string; threads: number }, tries?: number): Promise<ModelInfo>;
  stop(): Promise<void>;
}

/** Settings of {@link superviseWorker}. */
export interface SuperviseOptions {
  readonly host: Pick<ProcessHost, 'spawnWorker'>;
  /** Told at every change; the error says why a worker is gone. */
  readonly onStateChange?: (state: WorkerState, error: LoamError | undefined) => void;
  /** Told when the worker stopped so often that it rests. */
  readonly onTrouble?: (trouble: LoamError) => void;
  /** First pause after a crash, milliseconds. */
  readonly backoffMs?: number;
  /** How long a worker that stops again and again is left alone, milliseconds. */
  readonly restMs?: number;
  readonly now?: () => number;
  readonly random?: () => number;
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
 * pause ({@link BackOff}); the last `load` is repeated before other calls go on. Calls that a crash cuts off, and the streams
 * among them, fail with `WORKER_CRASHED`; calls made meanwhile wait for the new worker. While one that stopped again and
 * again rests, they fail with `CRASH_LOOP`.
 */
export function superviseWorker(options: SuperviseOptions): SupervisedWorker {
  const now = options.now ?? Date.now;
  const backOff = new BackOff({
    name: 'The model process',
    advice: 'Close what needs much memory; if it stays so, run loam doctor.',
    ...(options.backoffMs === undefined ? {} : { firstMs: options.backoffMs }),
    ...(options.restMs === undefined ? {} : { restMs: options.restMs }),
    now,
    random: options.random ?? Math.random,
  });
  let state: WorkerState = 'idle';
  let current: Promise<Running> | undefined;
  let running: Running | undefined;
  let model: { modelDir: string; threads: number } | undefined;
  let waitMs = 0;
  let trouble: LoamError | undefined;
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
    if (waitMs > 0) {
      change('waiting', trouble);
      // Never two workers at once, even where the news of an end comes late.
      await Promise.race([lastExit, pause(CHILD_STOP_MS)]);
      cancelPause?.();
      await pause(waitMs);
      if (isStopped()) throw stopped();
      trouble = undefined;
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
      const failure = LoamError.wrap('SPAWN_FAILED', error);
      noteEnd(now(), failure.message);
      change('waiting', failure);
      throw failure;
    }
  }

  function noteEnd(startedAt: number, lastWords: string): void {
    const next = backOff.ended(startedAt, lastWords);
    waitMs = next.waitMs;
    trouble = next.trouble;
    if (trouble !== undefined) options.onTrouble?.(trouble);
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
    noteEnd(instance.startedAt, instance.child.lastWords?.() ?? '');
    change('waiting', trouble ?? crashed(undefined));
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

  /** The worker to ask now. One that rests is not waited for: that takes longer than people wait. */
  function awake(): Promise<Running> {
    const worker = ensure();
    if (trouble === undefined) return worker;
    worker.catch(() => undefined);
    return Promise.reject(trouble);
  }

  const link: ContractLink = {
    call: async (path, input, callOptions) => attempt(await awake(), path, input, callOptions),
  };
  const client: WorkerClient = createORPCClient(link);

  return {
    client,
    get state() {
      return state;
    },
    get trouble() {
      return trouble;
    },
    get pid() {
      return running?.child.pid;
    },
    async load(input, most = LOAD_TRIES) {
      for (let tries = 1; ; tries++) {
        try {
          const info = (await attempt(await awake(), ['load'], input, CALL)) as ModelInfo;
          model = input;
          return info;
        } catch (error) {
          // Loading changes nothing, so a worker that is killed in the middle of it is none of the caller's business.
          const isCrash = error instanceof LoamError && error.code === 'WORKER_CRASHED';
          if (!isCrash || trouble !== undefined || tries >= most) throw trouble ?? error;
        }
      }
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
