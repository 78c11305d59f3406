import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { liveAndStop, type Told } from '../../node/fixtures/live-and-stop.ts';
import { testPlace } from '../../node/fixtures/test-node.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import type { Random } from '../../worker/random/random.ts';

/** What was killed besides the processes of a network, and what was not there afterwards. */
export interface KilledVerbs {
  readonly kills: readonly string[];
  readonly lost: readonly string[];
}

const LOAM = resolve(import.meta.dirname, '../../cli/loam.ts');
/** Milliseconds that `loam keys lock` takes at most on a busy machine; kills are spread over it. */
const LOCK_MS = 4_000;
const PATIENCE_MS = 60_000;

/** Kills what works on one data folder alone: a node or its model process in the middle of an answer, and a change of what opens the keys. */
export async function killVerbs(random: Random, kills: number): Promise<KilledVerbs> {
  const place = testPlace();
  const done: string[] = [];
  const lost: string[] = [];
  try {
    const told: Told = { lessons: new Map(), messages: new Map(), chatId: undefined };
    const keys = await lockedKeys(join(place.dir, 'keys'));
    for (let i = 0; i < kills; i++) {
      if (i % 3 === 2) {
        await keys.killWhileLocking(random.uniform() * LOCK_MS);
        done.push('a change of what opens the keys');
        lost.push(...(await keys.check()));
        continue;
      }
      const kill = i % 3 === 0 ? 'node' : 'children';
      const afterMs = random.uniform() * 600;
      const end = await liveAndStop(place.config('chat'), told, {
        scene: 'answering',
        afterMs,
        patienceMs: PATIENCE_MS,
        kill,
      });
      done.push(kill === 'node' ? 'a node in an answer' : 'a model process in an answer');
      lost.push(...end.lost.map((text) => `message: ${text}`));
    }
    // One more life looks at what the last kill has left.
    const end = await liveAndStop(place.config('chat'), told, {
      scene: 'idle',
      afterMs: 0,
      patienceMs: PATIENCE_MS,
    });
    lost.push(...end.lost.map((text) => `message: ${text}`));
    return { kills: done, lost };
  } finally {
    place.remove();
  }
}

/** A keystore whose opener changes back and forth between this machine and a passphrase. */
async function lockedKeys(dir: string) {
  mkdirSync(dir, { recursive: true });
  const passphrase = 'correct horse battery staple';
  const file = join(dir, '..', 'passphrase.txt');
  writeFileSync(file, `${passphrase}\n`, { mode: 0o600 });
  const { signer } = await openKeystore({ dir });
  let byPassphrase = false;
  return {
    async killWhileLocking(afterMs: number): Promise<void> {
      const words = byPassphrase
        ? ['machine', '--passphrase-file', file]
        : ['passphrase', '--new-passphrase-file', file];
      const child = spawn(process.execPath, [LOAM, 'keys', 'lock', ...words, '--data-dir', dir], {
        stdio: 'ignore',
      });
      const ended = new Promise<unknown>((done) => child.once('exit', done));
      await Promise.race([ended, sleep(afterMs)]);
      child.kill('SIGKILL');
      await ended;
    },
    /** Opens the keys in the one way or the other; the account must be the same. */
    async check(): Promise<string[]> {
      for (const way of [{}, { passphrase }]) {
        const opened = await openKeystore({ dir, ...way }).catch(() => undefined);
        if (opened === undefined) continue;
        byPassphrase = 'passphrase' in way;
        return opened.signer.address === signer.address ? [] : ['keys: another account'];
      }
      return ['keys: nothing opens them'];
    },
  };
}
