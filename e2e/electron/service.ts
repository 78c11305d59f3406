import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICE_START_MS, STOP_MS } from './limits.ts';

/** A helper program that runs beside the app under test. */
export type Service = { readonly process: ChildProcess; stop(): Promise<void> };

/** Starts a program. Its standard streams are pipes; file descriptor 3 is one too when `extraPipe` is set. */
export function startService(
  file: string,
  args: readonly string[],
  { env = process.env, extraPipe = false }: { env?: NodeJS.ProcessEnv; extraPipe?: boolean } = {},
): Service {
  const child = spawn(file, args, { env, stdio: extraPipe ? ['pipe', 'pipe', 'pipe', 'pipe'] : 'pipe' });
  child.stderr?.resume();
  // A test that runs out of time takes its worker with it: nothing may stay behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const failed = once(child, 'error').then(() => undefined);
  const ended = Promise.race([once(child, 'exit'), failed]);
  ended.catch(() => undefined);
  return {
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      if ((await Promise.race([ended.then(() => true), sleep(STOP_MS)])) === true) return;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The first line that a program writes to a pipe. @throws Error when it ends or is silent for too long */
export async function readFirstLine(service: Service, pipe: Readable, what: string): Promise<string> {
  let text = '';
  const line = new Promise<string>((resolve, reject) => {
    pipe.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end).trim());
    });
    service.process.once('error', (cause) => reject(new Error(`${what} could not be started`, { cause })));
    service.process.once('exit', (code) => reject(new Error(`${what} ended at once (exit code ${code})`)));
  });
  const late = sleep(SERVICE_START_MS, undefined, { ref: false }).then(() => {
    throw new Error(`${what} did not start within ${SERVICE_START_MS} ms`);
  });
  return Promise.race([line, late]);
}
