import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listProcesses, readCommand } from '../../e2e/hosts/app-processes.ts';
import type { AppUnderTest } from '../../e2e/hosts/app-under-test.ts';
import { openInElectron } from '../../e2e/hosts/open-in-electron.ts';
import { startHidden } from '../../e2e/hosts/start-hidden.ts';
import { READY_MS } from '../../e2e/limits.ts';

/** What the desktop app takes of a computer. */
export interface DesktopFigures {
  /** Seconds from the start of the process until one can write, each start. */
  readonly coldStartS: readonly number[];
  /** Percent of one core that all of the app's processes take together, its window hidden, nothing to do. */
  readonly idleCpuPercent: number;
  /** The same of the page and of what draws it alone. */
  readonly idlePageCpuPercent: number;
  /** Megabytes in memory by process. */
  readonly memoryMB: Readonly<Record<string, number>>;
}

/** Kernel ticks a second; Linux has had 100 on every platform that Electron runs on. */
const TICKS_PER_SECOND = 100;
/** Milliseconds until the model is loaded and the caches are written. */
const SETTLE_MS = 10_000;

/** Starts the app `starts` times with a folder that it has used before, then leaves it hidden for `idleS` seconds. */
export async function measureDesktop(starts = 5, idleS = 30): Promise<DesktopFigures> {
  const profile = mkdtempSync(join(tmpdir(), 'loam-app-bench-'));
  try {
    // The first start makes keys and database; people do that once.
    await closing(await openInElectron(profile), readyAfter);
    const coldStartS: number[] = [];
    for (let i = 0; i < starts; i++)
      coldStartS.push(await closing(await openInElectron(profile), readyAfter));
    const memoryMB = await closing(await openInElectron(profile), async (app) => {
      await readyAfter(app);
      return memoryOfAll(app);
    });
    return { coldStartS, memoryMB, ...(await idleOf(idleS)) };
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function closing<T>(app: AppUnderTest, use: (app: AppUnderTest) => Promise<T>): Promise<T> {
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}

/** Seconds from the start of the main process to the page's own mark. */
async function readyAfter({ page, electron }: AppUnderTest): Promise<number> {
  if (electron === null) throw new Error('This is not Electron.');
  await page.waitForFunction(() => performance.getEntriesByName('loam-ready').length > 0, null, {
    timeout: READY_MS,
  });
  const ready = await page.evaluate(
    () => performance.timeOrigin + (performance.getEntriesByName('loam-ready')[0]?.startTime ?? Number.NaN),
  );
  const born = await electron.evaluate(() =>
    (process as { getCreationTime?(): number | null }).getCreationTime?.(),
  );
  if (typeof born !== 'number') throw new Error('Electron does not tell when its process began.');
  return (ready - born) / 1_000;
}

/** Megabytes by process, once the model is loaded and the caches are written. */
async function memoryOfAll({ electron }: AppUnderTest): Promise<Record<string, number>> {
  if (electron === null) throw new Error('This is not Electron.');
  await sleep(SETTLE_MS);
  const processes = await listProcesses(electron);
  return Object.fromEntries(
    processes.map(({ pid, type, name }) => [name === '' ? type : name, memoryOf(pid)]),
  );
}

/** What the app takes in the tray; not driven by anything, because that makes a page believe that it is seen. */
async function idleOf(idleS: number): Promise<Pick<DesktopFigures, 'idleCpuPercent' | 'idlePageCpuPercent'>> {
  const app = await startHidden();
  try {
    await sleep(3 * SETTLE_MS);
    const before = new Map(app.pids().map((pid) => [pid, ticksOf(pid)]));
    await sleep(idleS * 1_000);
    const percent = (pids: readonly number[]) =>
      pids.reduce((sum, pid) => sum + ticksOf(pid) - (before.get(pid) ?? 0), 0) / TICKS_PER_SECOND / idleS;
    const pids = app.pids();
    const drawing = pids.filter((pid) => /--type=(?:renderer|gpu-process)/.test(readCommand(pid)));
    return { idleCpuPercent: percent(pids) * 100, idlePageCpuPercent: percent(drawing) * 100 };
  } finally {
    await app.close();
  }
}

function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000;
}
