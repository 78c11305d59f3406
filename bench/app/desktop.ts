import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listProcesses } from '../../e2e/hosts/app-processes.ts';
import type { AppUnderTest } from '../../e2e/hosts/app-under-test.ts';
import { openInElectron } from '../../e2e/hosts/open-in-electron.ts';
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

/** Starts the app `starts` times with a folder that it has used before, then leaves it hidden for `idleS` seconds. */
export async function measureDesktop(starts = 5, idleS = 30): Promise<DesktopFigures> {
  const profile = mkdtempSync(join(tmpdir(), 'loam-app-bench-'));
  try {
    // The first start makes keys and database; people do that once.
    await closing(await openInElectron(profile), readyAfter);
    const coldStartS: number[] = [];
    for (let i = 0; i < starts; i++)
      coldStartS.push(await closing(await openInElectron(profile), readyAfter));
    const rest = await closing(await openInElectron(profile), async (app) => {
      await readyAfter(app);
      return restOf(app, idleS);
    });
    return { coldStartS, ...rest };
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

async function restOf({ electron }: AppUnderTest, idleS: number) {
  if (electron === null) throw new Error('This is not Electron.');
  await electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });
  // Until the model is loaded and the caches are written.
  await sleep(10_000);
  const processes = await listProcesses(electron);
  const before = new Map(processes.map(({ pid }) => [pid, ticksOf(pid)]));
  await sleep(idleS * 1_000);
  const spent = processes.map(({ pid, type, name }) => ({
    type,
    name: name === '' ? type : name,
    percent: ((ticksOf(pid) - (before.get(pid) ?? 0)) / TICKS_PER_SECOND / idleS) * 100,
    memoryMB: memoryOf(pid),
  }));
  const sum = (some: typeof spent) => some.reduce((total, { percent }) => total + percent, 0);
  return {
    idleCpuPercent: sum(spent),
    idlePageCpuPercent: sum(spent.filter(({ type }) => type === 'Tab' || type === 'GPU')),
    memoryMB: Object.fromEntries(spent.map(({ name, memoryMB }) => [name, memoryMB])),
  };
}

function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000;
}
