import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOrphan } from '../../node/chain/end-orphan.ts';
import { stateFile } from '../../node/chain/state-files.ts';
import { openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** Milliseconds that members of a killed demo get to notice and end. */
const MEMBERS_END_MS = 15_000;
const POLL_MS = 200;

/**
 * Empties the folder of an earlier demo. One that is still in use is left alone, whole; processes that a killed demo
 * left behind are ended first, so that none of them writes into the new one.
 *
 * @throws LoamError `DATA_FOLDER_IN_USE` a demo runs there, `DATA_FOLDER_INVALID` the folder holds other things
 */
export async function clearDemoFolder(dir: string): Promise<void> {
  if (!existsSync(dir)) return;
  const folder = openDataFolder(dir);
  try {
    const network = join(dir, 'local-network');
    await endChain(join(network, 'chain'));
    const members = existsSync(network) ? readdirSync(network) : [];
    for (const member of members) {
      if (existsSync(join(network, member, 'version.json'))) await waitUntilFree(join(network, member));
    }
    for (const name of readdirSync(dir)) {
      // The lock's own files stay: another demo that starts now must find them held.
      if (!/^lock\./.test(name)) rmSync(join(dir, name), { recursive: true, force: true });
    }
  } finally {
    folder.close();
  }
}

async function endChain(dir: string): Promise<void> {
  const record = join(dir, 'anvil.json');
  if (!existsSync(record)) return;
  const pid = /"pid":\s*(\d+)/.exec(readFileSync(record, 'utf8'))?.[1];
  if (pid !== undefined) await endOrphan(Number(pid), stateFile(dir));
}

async function waitUntilFree(dir: string): Promise<void> {
  for (let waited = 0; ; waited += POLL_MS) {
    try {
      openDataFolder(dir).close();
      return;
    } catch (error) {
      const isBusy = error instanceof LoamError && error.code === 'DATA_FOLDER_IN_USE';
      if (!isBusy) return;
      if (waited >= MEMBERS_END_MS) throw error;
      await sleep(POLL_MS);
    }
  }
}
