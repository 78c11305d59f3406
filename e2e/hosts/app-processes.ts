import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';

/** A process of the app, as Electron sees it. */
export interface AppProcess {
  readonly pid: number;
  /** `Browser`, `Tab`, `GPU`, `Utility` … */
  readonly type: string;
  /** Of the processes that the shell started: `Loam node`, `Loam node/worker` … */
  readonly name: string;
}

/** Every process of the app that runs now. */
export function listProcesses(electron: ElectronApplication): Promise<AppProcess[]> {
  return electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .map(({ pid, type, name, serviceName }) => ({ pid, type, name: name ?? serviceName ?? '' })),
  );
}

/** True while the process runs; one that ended and that nobody has asked about yet does not. */
export function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  try {
    return !/^\d+ \(.*\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Every process that `pid` started, and theirs. */
export function listDescendants(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`, { withFileTypes: true }).flatMap(({ name }) =>
    readFileSync(`/proc/${pid}/task/${name}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...(isAlive(child) ? listDescendants(child) : [])]);
}

/** What a process was started with. */
export function readCommand(pid: number): string {
  return isAlive(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() : '';
}
