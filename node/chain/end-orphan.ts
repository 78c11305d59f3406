import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { ANVIL_STOP_MS } from './limits.ts';

/**
 * Ends a chain process that an earlier node left behind (that node was killed), so that never two of them write
 * one state. The process is only touched when its command line names `state`: the number may belong to
 * somebody else by now.
 *
 * @param beforeEnd what is still to be asked of it
 * @returns true when there was one
 * @throws LoamError `CHAIN_ORPHAN` when it does not end
 */
export async function endOrphan(
  pid: number,
  state: string,
  beforeEnd?: () => Promise<void>,
): Promise<boolean> {
  if (!isAlive(pid) || !commandLine(pid).includes(state)) return false;
  await beforeEnd?.();
  signal(pid, 'SIGTERM');
  if (!(await gone(pid, ANVIL_STOP_MS))) signal(pid, 'SIGKILL');
  if (await gone(pid, ANVIL_STOP_MS)) return true;
  throw new LoamError('CHAIN_ORPHAN', `The old chain process ${pid} does not end.`, {
    hint: 'End it by hand, then start again.',
    data: { pid },
  });
}

async function gone(pid: number, ms: number): Promise<boolean> {
  for (let waited = 0; waited < ms; waited += 25) {
    if (!isAlive(pid)) return true;
    await sleep(25);
  }
  return !isAlive(pid);
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone in the meantime.
  }
}

/**
 * Whether a process with this number runs. A zombie does not, unless other threads of it still do: the main thread
 * of a chain ends first, and until the last one is gone the port and the files stay open.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    const [state, threads] = stateAndThreads(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return (state !== 'Z' && state !== 'X') || threads > 1;
  } catch {
    return false;
  }
}

/** Fields 3 and 20 of `/proc/<pid>/stat`; the name before them may hold blanks and brackets. */
function stateAndThreads(stat: string): [state: string | undefined, threads: number] {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [fields[0], Number(fields[17])];
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (process.platform === 'win32') {
      const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
      return execFileSync('powershell', ['-NoProfile', '-Command', query], { encoding: 'utf8' });
    }
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
