import { existsSync } from 'node:fs';
import { runTool } from './run-tool.ts';

/** What the names of all namespaces of these tests begin with; the id of the process that made them follows. */
export const PREFIX = 'loam-e2e-';

/**
 * Removes the namespaces whose makers are gone, with the processes in them: what tests that were killed left behind.
 *
 * @param mine also those of this process
 */
export function removeNamespaces(mine = false): void {
  const names = runTool('ip', ['netns', 'list'])
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const maker = Number(name.slice(PREFIX.length).split('-')[0]);
    if (maker === process.pid ? !mine : existsSync(`/proc/${maker}`)) continue;
    for (const pid of runTool('ip', ['netns', 'pids', name]).split('\n').filter(Boolean)) kill(Number(pid));
    runTool('ip', ['netns', 'del', name]);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

/** Before and after all tests, for vitest. */
export function setup(): () => void {
  removeNamespaces();
  return () => removeNamespaces();
}
