import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { anvilPath } from './anvil-path.ts';
import { freePort, startAnvilProcess } from './anvil-process.ts';
import { endOrphan } from './end-orphan.ts';
import {
  ANVIL_CRASH_WINDOW_MS,
  ANVIL_MAX_CRASHES,
  ANVIL_RESTART_MS,
  ANVIL_STOP_MS,
  LOCAL_CHAIN_ID,
  PORT_RELEASE_MS,
  STATE_COPY_MS,
} from './limits.ts';
import { copyState, repairState, stateFile } from './state-files.ts';

/** The running local chain. */
export interface Anvil {
  /** Where it answers; stays the same over crashes. */
  readonly url: string;
  readonly port: number;
  /** Folder of its state. */
  readonly dir: string;
  /** Number of the process that runs now. */
  readonly pid: number;
  /** How often it had to be started again. */
  readonly restarts: number;
  /** Resolves when everything mined before the call is on disk (the chain writes once a second). */
  saved(): Promise<void>;
  /** Writes the state and ends. */
  stop(): Promise<void>;
}

/** Settings of {@link startAnvil}. */
export interface StartAnvilOptions {
  /** Folder for state, copies and the port; made when missing. One {@link Anvil} per folder. */
  readonly dir: string;
  readonly anvilPath?: string | undefined;
  readonly chainId?: number;
  /** Port to prefer; without it the one used last. */
  readonly port?: number;
  /** Told when the chain crashed: `undefined` when it was started again, the error when it was given up. */
  readonly onCrash?: (error: LoamError | undefined) => void;
  readonly now?: () => number;
}

const recordSchema = z.object({
  port: z.number().int().min(1).max(65_535),
  pid: z.number().int().positive(),
});

/**
 * Starts the local chain of a folder and keeps it alive: a crash starts it again from its last written state (at
 * most a second old). A chain process left behind by a killed node is ended first, and half-written state is
 * replaced by the newest whole copy.
 *
 * @throws LoamError `ANVIL_MISSING`, `CHAIN_PORT_TAKEN`, `CHAIN_START_FAILED`, `CHAIN_STATE_LOST`, `CHAIN_ORPHAN`
 */
export async function startAnvil(options: StartAnvilOptions): Promise<Anvil> {
  const dir = resolvePath(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const program = anvilPath(options.anvilPath);
  const now = options.now ?? Date.now;
  const recordFile = join(dir, 'anvil.json');
  const record = readRecord(recordFile);
  const hadOrphan = record !== undefined && (await endOrphan(record.pid, stateFile(dir)));
  const port = await freePort(options.port ?? record?.port, hadOrphan ? PORT_RELEASE_MS : 0);

  const launch = () => {
    repairState(dir);
    return startAnvilProcess({
      program,
      dir,
      port,
      chainId: options.chainId ?? LOCAL_CHAIN_ID,
      onSpawn: (pid) => atomicWrite(recordFile, `${JSON.stringify({ port, pid })}\n`),
    });
  };

  let child = await launch();
  let restarts = 0;
  let stopping = false;
  let crashes: number[] = [];
  let comeBack: Promise<void> | undefined;
  watch(child);

  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const copies = setInterval(() => {
    try {
      copyState(dir);
    } catch {
      // The next one comes in two seconds; a full disk shows up elsewhere.
    }
  }, STATE_COPY_MS);
  copies.unref();

  function watch(process: ChildProcess): void {
    process.once('exit', () => {
      if (!stopping) comeBack = restart();
    });
  }

  async function restart(): Promise<void> {
    crashes = [...crashes.filter((at) => now() - at < ANVIL_CRASH_WINDOW_MS), now()];
    try {
      if (crashes.length > ANVIL_MAX_CRASHES) {
        throw new LoamError('CHAIN_CRASHES', `The local chain crashed ${crashes.length} times in a minute.`, {
          hint: 'Leave the local network and start it again.',
        });
      }
      await sleep(ANVIL_RESTART_MS * crashes.length);
      if (stopping) return;
      child = await launch();
      restarts++;
      watch(child);
      options.onCrash?.(undefined);
    } catch (error) {
      options.onCrash?.(LoamError.wrap('CHAIN_START_FAILED', error));
    }
  }

  async function saved(): Promise<void> {
    const asked = Date.now();
    const file = stateFile(dir);
    // Two writes later the first of them has begun after the call.
    for (let seen = 0, last = 0; seen < 2 && Date.now() - asked < ANVIL_STOP_MS; await sleep(50)) {
      const at = existsSync(file) ? statSync(file).mtimeMs : 0;
      if (at > asked && at !== last) {
        seen++;
        last = at;
      }
    }
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dir,
    get pid() {
      return child.pid ?? 0;
    },
    get restarts() {
      return restarts;
    },
    saved,
    async stop() {
      stopping = true;
      clearInterval(copies);
      process.off('exit', endWithUs);
      await comeBack;
      // There a process cannot be asked to end, only ended.
      if (process.platform === 'win32') await saved();
      await end(child);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), ANVIL_STOP_MS);
  await ended;
  clearTimeout(timer);
}

function readRecord(file: string): z.infer<typeof recordSchema> | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
