import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { settleWithin } from '../peers/settle-within.ts';
import { BackOff } from '../process/back-off.ts';
import { anvilPath } from './anvil-path.ts';
import { freePort, startAnvilProcess } from './anvil-process.ts';
import { BlockJournal } from './block-journal.ts';
import { endOrphan } from './end-orphan.ts';
import { catchUpBlocks, keepBlocks } from './keep-blocks.ts';
import {
  ANVIL_STOP_MS,
  KEEP_LAST_MS,
  LOCAL_CHAIN_ID,
  PORT_RELEASE_MS,
  REPLAY_TRIES,
  STATE_COPY_MS,
} from './limits.ts';
import { replayBlocks } from './replay-blocks.ts';
import { copyState, coveredBlock, repairState, stateFile, stateHead } from './state-files.ts';

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
  /** Resolves when everything mined before the call is in the journal of blocks: from then on no kill loses it. */
  kept(): Promise<void>;
  /** Resolves when the chain has written its whole state, also what was changed without a transaction; it does once a second. */
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
  /** Told when the chain crashed: `undefined` when it runs again, an error when it rests or did not start. */
  readonly onCrash?: (error: LoamError | undefined) => void;
  readonly now?: () => number;
  readonly random?: () => number;
}

const recordSchema = z.object({
  port: z.number().int().min(1).max(65_535),
  pid: z.number().int().positive(),
});

/**
 * Starts the local chain of a folder and keeps it alive. It writes its own state once a second only; what it mined since
 * is in a journal of its blocks, and a start after a crash mines those again, hash for hash, before anybody can reach it.
 * A chain process left behind by a killed node is read to its end and ended first, and half-written state is replaced by
 * the newest whole copy.
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
  const journal = BlockJournal.open(dir);
  const hadOrphan =
    record !== undefined &&
    (await endOrphan(record.pid, stateFile(dir), () => settle(catchUpBlocks(urlOf(record.port), journal))));
  const port = await freePort(options.port ?? record?.port, hadOrphan ? PORT_RELEASE_MS : 0);

  let newest: ChildProcess | undefined;
  // Also one that is still coming up: a process that ends in a hurry leaves none behind.
  const endWithUs = () => newest?.kill('SIGTERM');
  process.once('exit', endWithUs);

  const spawnAt = async (at: number, genesisTime?: number) =>
    startAnvilProcess({
      program,
      dir,
      port: at,
      chainId: options.chainId ?? LOCAL_CHAIN_ID,
      genesisTime,
      onSpawn: (started, pid) => {
        newest = started;
        atomicWrite(recordFile, `${JSON.stringify({ port, pid })}\n`);
      },
    });

  const launch = async (): Promise<ChildProcess> => {
    for (let tries = 0; ; tries++) {
      repairState(dir);
      const head = stateHead(dir);
      const isBehind = journal.head !== undefined && (head ?? -1) < journal.head.number;
      if (!isBehind || tries === REPLAY_TRIES) break;
      // At a place that nobody knows, so that nothing comes in between; its last act is to write the state.
      const genesisTime = existsSync(stateFile(dir)) ? undefined : journal.base?.timestamp;
      const secluded = await freePort();
      const child = await spawnAt(secluded, genesisTime);
      try {
        await replayBlocks(urlOf(secluded), journal.above(head ?? 0));
        // There a process cannot be asked to end, only ended.
        if (process.platform === 'win32') await stateSaved(dir);
        break;
      } catch {
        // It was killed in the middle; what it had written by then is gone on from.
      } finally {
        await end(child);
      }
    }
    repairState(dir);
    return spawnAt(port);
  };

  let child = await launch().catch((error: unknown) => {
    process.off('exit', endWithUs);
    throw error;
  });
  let startedAt = now();
  let keeper = keepBlocks(urlOf(port), journal, () => coveredBlock(dir));
  let restarts = 0;
  let stopping = false;
  let wake: (() => void) | undefined;
  let comeBack: Promise<void> | undefined;
  const backOff = new BackOff({
    name: 'The local chain',
    advice: 'Leave the local network and start it again; if it stays so, run loam doctor.',
    now,
    random: options.random ?? Math.random,
  });
  watch(child);

  const copies = setInterval(() => {
    try {
      copyState(dir);
      void keeper.caughtUp();
    } catch {
      // The next one comes in two seconds; a full disk shows up elsewhere.
    }
  }, STATE_COPY_MS);
  copies.unref();

  function watch(process: ChildProcess): void {
    const ended = (): void => {
      if (!stopping) comeBack = restart();
    };
    if (process.exitCode === null && process.signalCode === null) process.once('exit', ended);
    else ended();
  }

  async function restart(): Promise<void> {
    await keeper.stop();
    for (;;) {
      const { waitMs, trouble } = backOff.ended(startedAt);
      if (trouble !== undefined) options.onCrash?.(trouble);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (stopping) return;
      startedAt = now();
      try {
        child = await launch();
        break;
      } catch (error) {
        options.onCrash?.(LoamError.wrap('CHAIN_START_FAILED', error));
      }
    }
    restarts++;
    keeper = keepBlocks(urlOf(port), journal, () => coveredBlock(dir));
    watch(child);
    options.onCrash?.(undefined);
  }

  return {
    url: urlOf(port),
    port,
    dir,
    get pid() {
      return child.pid ?? 0;
    },
    get restarts() {
      return restarts;
    },
    kept: () => keeper.caughtUp(),
    saved: () => stateSaved(dir),
    async stop() {
      stopping = true;
      clearInterval(copies);
      wake?.();
      await comeBack;
      await settle(keeper.caughtUp());
      await keeper.stop();
      // There a process cannot be asked to end, only ended.
      if (process.platform === 'win32') await stateSaved(dir);
      await end(child);
      process.off('exit', endWithUs);
      await journal.close();
    },
  };
}

/** Waits for blocks to be kept, but not for long: a chain that hangs must not hold up its end. */
async function settle(work: Promise<void>): Promise<void> {
  await settleWithin(work, KEEP_LAST_MS);
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Resolves when the chain has written its state twice: the first write of the two has begun after the call. */
async function stateSaved(dir: string): Promise<void> {
  const asked = Date.now();
  const file = stateFile(dir);
  for (let seen = 0, last = 0; seen < 2 && Date.now() - asked < ANVIL_STOP_MS; await sleep(50)) {
    const at = existsSync(file) ? statSync(file).mtimeMs : 0;
    if (at > asked && at !== last) {
      seen++;
      last = at;
    }
  }
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
