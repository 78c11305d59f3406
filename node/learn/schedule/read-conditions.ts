import { battery, currentLoad } from 'systeminformation';
import { listChats } from '../../database/chats.ts';
import type { NodeContext } from '../../node-context.ts';
import { CONDITIONS_TIMEOUT_MS } from './limits.ts';
import type { LearningConditions } from './may-learn.ts';

const MINUTE_MS = 60_000;

/** Minutes since keyboard or mouse were used; null where nobody can tell. A desktop shell knows, a terminal does not. */
export type SystemIdle = () => number | null;

/** Looks at this computer. What it does not tell within a few seconds is null. */
export async function readConditions(
  context: Pick<NodeContext, 'db' | 'now'>,
  idle: SystemIdle = () => null,
): Promise<LearningConditions> {
  const [power, load] = await Promise.all([within(battery()), within(currentLoad())]);
  const lastChat = Math.max(...listChats(context.db).map(({ updatedAt }) => updatedAt));
  return {
    idleMinutes: idle(),
    chatMinutes: Number.isFinite(lastChat) ? Math.max(0, (context.now() - lastChat) / MINUTE_MS) : null,
    // A computer without a battery runs on mains.
    onMains: power === null ? null : !power.hasBattery || power.acConnected,
    batteryPercent: power?.hasBattery === true ? power.percent : null,
    load: load === null || !Number.isFinite(load.currentLoad) ? null : load.currentLoad / 100,
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
