import { readFile } from 'node:fs/promises';
import { cpus, freemem, totalmem } from 'node:os';
import { battery } from 'systeminformation';
import type { Hardware } from '../../protocol/api/device-schemas.ts';
import type { SupervisedWorker } from '../process/supervised-worker.ts';
import { freeBytes } from './downloads.ts';
import { LOOK_MS } from './limits.ts';

/** Extensions of processors that speed up models, as people write them, by the system's names. */
const INSTRUCTIONS: Readonly<Record<string, string>> = {
  sse4_2: 'SSE4.2',
  avx: 'AVX',
  avx2: 'AVX2',
  fma: 'FMA',
  avx512f: 'AVX-512',
  avx512_vnni: 'AVX-512 VNNI',
  amx_tile: 'AMX',
  asimd: 'NEON',
  asimddp: 'dot product',
  sve: 'SVE',
};

/** Memory of this computer now. */
export function readMemory(): { totalBytes: number; freeBytes: number } {
  return { totalBytes: totalmem(), freeBytes: Math.min(freemem(), totalmem()) };
}

/** The processor; instructions only where the system names them. */
export async function readProcessor(): Promise<NonNullable<Hardware['processor']>> {
  const all = cpus();
  const flags = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const words = new Set(/^(?:flags|Features)\s*:(.*)$/m.exec(flags)?.[1]?.trim().split(/\s+/) ?? []);
  return {
    model: all[0]?.model.trim().replace(/\s+/g, ' ') ?? '',
    cores: Math.max(1, all.length),
    instructions: Object.entries(INSTRUCTIONS)
      .filter(([flag]) => words.has(flag))
      .map(([, name]) => name),
  };
}

/** The disk with `dir`. */
export function readDisk(dir: string): { freeBytes: number } {
  return { freeBytes: freeBytes(dir) };
}

/** What the model process runs on. */
export async function readRuntime(
  worker: Pick<SupervisedWorker, 'client'>,
): Promise<NonNullable<Hardware['runtime']>> {
  const { provider, unused } = await worker.client.info();
  return { provider, unused };
}

/** Battery and mains. @throws Error where the system does not tell in time */
export async function readPower(): Promise<NonNullable<Hardware['power']>> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const power = await Promise.race([
      battery(),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('The system does not tell.')), LOOK_MS);
      }),
    ]);
    if (!power.hasBattery) return { hasBattery: false, onMains: true, percent: null };
    return { hasBattery: true, onMains: power.acConnected, percent: power.percent };
  } finally {
    clearTimeout(timer);
  }
}
