import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../..');

/** How a run of the command line ended. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running `loam …`. */
export interface RunningLoam {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has written to standard error so far. */
  stderr(): string;
  /** Waits until standard error holds `text`. @throws Error when it ends before */
  said(text: string | RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

const POLL_MS = 50;

/** Starts `loam` with these words, with nothing of a person's own settings. */
export function startLoam(words: readonly string[]): RunningLoam {
  const { LOAM_DATA_DIR: _dir, LOAM_DEBUG: _debug, ...env } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'cli/loam.ts'), ...words], {
    cwd: ROOT,
    env: { ...env, LOAM_BUNDLES: join(ROOT, 'out') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid === undefined) throw new Error('loam did not start');
  let stdout = '';
  let stderr = '';
  let hasEnded = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((done) =>
    child.once('exit', (code) => {
      hasEnded = true;
      // Children that outlive a killed parent keep its pipes open, so the end of the streams is not waited for long.
      void Promise.race([new Promise((closed) => child.once('close', closed)), sleep(2_000)]).then(() =>
        done({ code, stdout, stderr }),
      );
    }),
  );
  return {
    pid: child.pid,
    ended,
    stderr: () => stderr,
    async said(text) {
      const isSaid = () => (typeof text === 'string' ? stderr.includes(text) : text.test(stderr));
      while (!isSaid()) {
        if (hasEnded) throw new Error(`loam ended before it said ${text}:\n${stderr.slice(-2_000)}`);
        await sleep(POLL_MS);
      }
    },
    kill: (signal) => void child.kill(signal),
  };
}

/** Runs `loam` to its end. */
export function runLoam(...words: readonly string[]): Promise<Ended> {
  return startLoam(words).ended;
}

/** The JSON object on the last line of standard output. */
export function lastLine<T>({ stdout, stderr }: Ended): T {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) throw new Error(`no JSON at the end of:\n${stdout}\n${stderr.slice(-3_000)}`);
  return JSON.parse(line) as T;
}

/** The object that `loam demo --json` ends with. */
export interface DemoSummary {
  readonly epoch: number;
  readonly learners: number;
  readonly validators: number;
  readonly submitted: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly acceptedNames: readonly string[];
  readonly digestsAgree: boolean;
  readonly modelVersion: number;
  readonly manifestCid: string;
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly rewardsPaid: string;
  readonly audit: { readonly checked: number; readonly mismatches: number };
  readonly seconds: number;
}

/** The object that `loam audit --json` ends with. */
export interface AuditSummary {
  readonly version: number;
  readonly checked: number;
  readonly mismatches: number;
  readonly wrong: readonly {
    readonly check: string;
    readonly subject: string;
    readonly expected: string;
    readonly actual: string;
  }[];
}
