import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { DeviceView } from '../../protocol/api/device-schemas.ts';
import type { SupervisedWorker } from '../process/supervised-worker.ts';
import type { ModelLoader } from './model-loader.ts';

/** How the work of models is spread on this computer, and the memory that Loam's processes hold now. */
export async function readDevice(
  worker: Pick<SupervisedWorker, 'pid'>,
  loader: Pick<ModelLoader, 'threads'>,
): Promise<DeviceView> {
  const { pid } = worker;
  return {
    provider: 'CPU',
    threads: loader.threads,
    maxThreads: Math.min(64, Math.max(availableParallelism(), loader.threads)),
    processes: [
      { name: 'node', pid: process.pid, bytes: process.memoryUsage.rss() },
      ...(pid === undefined ? [] : [{ name: 'model' as const, pid, bytes: await residentBytes(pid) }]),
    ],
  };
}

/** Memory that a process holds; null where the system does not say. */
async function residentBytes(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
