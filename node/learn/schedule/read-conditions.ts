import { battery, currentLoad, processes } from 'systeminformation';
import { MAX_PROGRAM_NAME_CHARS } from '../../../protocol/limits.ts';
import { listChats } from '../../database/chats.ts';
import type { NodeContext } from '../../node-context.ts';
import { CONDITIONS_TIMEOUT_MS, MAX_LISTED_PROGRAMS } from './limits.ts';
import type { LearningConditions } from './may-learn.ts';

const MINUTE_MS = 60_000;

/** Minutes since keyboard or mouse were used; null where nobody can tell. A desktop shell knows, a terminal does not. */
export type SystemIdle = () => number | null;

/**
 * Looks at this computer. What it does not tell within a few seconds is null. What runs on it is looked at only when
 * `waitFor` names programs.
 */
export async function readConditions(
  context: Pick<NodeContext, 'db' | 'now'>,
  waitFor: readonly string[] = [],
  idle: SystemIdle = () => null,
): Promise<LearningConditions> {
  const [power, load, running] = await Promise.all([
    within(battery()),
    within(currentLoad()),
    waitFor.length === 0 ? [] : within(runningPrograms()),
  ]);
  const lastChat = Math.max(...listChats(context.db).map(({ updatedAt }) => updatedAt));
  return {
    idleMinutes: idle(),
    chatMinutes: Number.isFinite(lastChat) ? Math.max(0, (context.now() - lastChat) / MINUTE_MS) : null,
    // A computer without a battery runs on mains.
    onMains: power === null ? null : !power.hasBattery || power.acConnected,
    batteryPercent: power?.hasBattery === true ? power.percent : null,
    load: load === null || !Number.isFinite(load.currentLoad) ? null : load.currentLoad / 100,
    programs: waitFor.filter((name) => running?.some((one) => isSame(one, name)) === true),
  };
}

/** A system call's answer; null when it fails or takes too long. */
async function within<T>(asked: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), CONDITIONS_TIMEOUT_MS);
  });
  try {
    return await Promise.race([asked.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Names of the programs that run, without doubles, in order of the alphabet. */
export async function runningPrograms(): Promise<string[]> {
  const { list } = await processes();
  const names = list
    .map(({ name }) => name.trim().slice(0, MAX_PROGRAM_NAME_CHARS))
    .filter((name) => name !== '');
  return [...new Set(names)].sort((a, b) => a.localeCompare(b)).slice(0, MAX_LISTED_PROGRAMS);
}

/** Windows adds an ending and knows no capital letters. */
function isSame(running: string, wanted: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/\.exe$/, '');
  return plain(running) === plain(wanted);
}
