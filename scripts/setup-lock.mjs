import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from './root.mjs';
import { say } from './say.mjs';

const lockFile = inRoot('.cache', 'setup.lock');

/** Longer than any setup: a process id may meanwhile belong to another program. */
const abandonedAfterMs = 3_600_000;

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Removes the lock of a process that no longer runs; true when the lock may be tried again at once. */
function clearAbandonedLock() {
  try {
    const pid = Number(fs.readFileSync(lockFile, 'utf8'));
    const isOld = Date.now() - fs.statSync(lockFile).mtimeMs > abandonedAfterMs;
    if (!isOld && Number.isInteger(pid) && pid > 0 && isAlive(pid)) return false;
    fs.rmSync(lockFile, { force: true });
  } catch {
    // Another process removed it first.
  }
  return true;
}

/**
 * Does work that must not run twice at once in one checkout (two terminals, one clone).
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(work) {
  fs.mkdirSync(inRoot('.cache'), { recursive: true });
  let told = false;
  for (;;) {
    try {
      fs.writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (clearAbandonedLock()) continue;
      if (!told) say('Another command sets up this checkout; waiting for it …');
      told = true;
      await sleep(500);
    }
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lockFile, { force: true });
  }
}
