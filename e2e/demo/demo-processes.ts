import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** One process of a running demo, as Linux shows it below /proc. */
export interface DemoProcess {
  readonly pid: number;
  readonly parent: number;
  /** Which part of the demo it is. */
  readonly kind: 'chain' | 'node' | 'worker';
  /** Member of the local network that it is or works for; `demo` for the demo's own worker and the chain. */
  readonly member: string;
}

/**
 * Every process below `root`: the members by the configuration they were started with, workers by their parent.
 *
 * @param root process id of `loam demo`
 */
export function demoProcesses(root: number): DemoProcess[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    // pid (name) state ppid …; a zombie is gone.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[1] !== undefined && !/^[ZX]/.test(fields[0] ?? ''))
      parents.set(Number(name), Number(fields[1]));
  }
  const isBelow = (pid: number): boolean => {
    for (let at = parents.get(pid); at !== undefined && at > 1; at = parents.get(at))
      if (at === root) return true;
    return false;
  };
  const nodes = new Map<number, string>();
  const found: DemoProcess[] = [];
  const below = [...parents].filter(([pid]) => isBelow(pid));
  for (const [pid, parent] of below) {
    const words = read(`/proc/${pid}/cmdline`).split('\0');
    if (words.some((word) => /node-process\.(js|ts)$/.test(word))) {
      const config = /LOAM_NODE_CONFIG=([^\0]*)/.exec(read(`/proc/${pid}/environ`))?.[1] ?? '{}';
      const member = basename(String((JSON.parse(config) as { dataDir?: string }).dataDir));
      nodes.set(pid, member);
      found.push({ pid, parent, kind: 'node', member });
    } else if (/anvil/.test(basename(words[0] ?? '')))
      found.push({ pid, parent, kind: 'chain', member: 'demo' });
  }
  for (const [pid, parent] of below) {
    if (!/worker-process\.(js|ts)/.test(read(`/proc/${pid}/cmdline`))) continue;
    found.push({ pid, parent, kind: 'worker', member: nodes.get(parent) ?? 'demo' });
  }
  return found;
}

/** Whether a process runs. */
export function isRunning(pid: number): boolean {
  return /^\d+ \(.*\) [^ZX]/s.test(read(`/proc/${pid}/stat`));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
