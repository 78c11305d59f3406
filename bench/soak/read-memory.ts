import { readFileSync } from 'node:fs';
import { demoProcesses } from '../../e2e/demo/demo-processes.ts';

/** Memory of one process now. */
export interface ProcessMemory {
  /** For example `worker of validator-1`. */
  readonly what: string;
  readonly pid: number;
  /** Resident bytes. */
  readonly rssBytes: number;
}

/**
 * Resident memory of this process (`observer`) and of everything below it that belongs to the local network, as Linux
 * shows it.
 */
export function readMemory(): ProcessMemory[] {
  const below = demoProcesses(process.pid).map(({ pid, kind, member }) => ({
    pid,
    what: kind === 'chain' ? 'chain' : `${kind} of ${member === 'demo' ? 'observer' : member}`,
  }));
  return [{ pid: process.pid, what: 'observer' }, ...below].flatMap(({ pid, what }) => {
    const rssBytes = residentBytes(pid);
    return rssBytes === undefined ? [] : [{ what, pid, rssBytes }];
  });
}

function residentBytes(pid: number): number | undefined {
  try {
    const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) * 1024;
  } catch {
    return undefined;
  }
}
