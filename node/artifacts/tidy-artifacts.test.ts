import { utimesSync } from 'node:fs';
import type { CID } from 'multiformats/cid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHosts, type TestHosts, until } from '../peers/test-hosts.ts';
import { createArtifactStore } from './artifact-store.ts';
import { ORPHAN_GRACE_MS, TIDY_KEEP, TIDY_SWEEP_MS } from './limits.ts';
import { blockFiles, testBytes } from './test-artifacts.ts';
import { tidyArtifacts } from './tidy-artifacts.ts';

const TIMEOUT_MS = 30_000;
let hosts: TestHosts;
beforeAll(async () => {
  hosts = await createTestHosts();
});
afterAll(() => hosts.dispose());

function listen() {
  const said: string[] = [];
  return {
    said,
    log: {
      info: (message: string) => said.push(message),
      warn: (message: string, error: unknown) => said.push(`${message}: ${String(error)}`),
    },
  };
}

test('a node over its quota frees by itself what was not used for longest, and never what is pinned', async () => {
  const host = await hosts.open('over');
  let now = 1_000;
  const before = createArtifactStore({ host, now: () => now });
  const cids: CID[] = [];
  for (let seed = 0; seed < 8; seed += 1) {
    now += 120_000;
    cids.push(await before.putDirectory(new Map([['x', testBytes(100_000, seed + 1)]])));
  }
  const [oldest, second, third] = cids;
  if (oldest === undefined || second === undefined || third === undefined) throw new Error('nothing stored');
  await before.pin(oldest);
  await host.stop();

  // The quota was lowered meanwhile.
  const again = await hosts.open('over');
  const quotaBytes = 600_000;
  const store = createArtifactStore({ host: again, quotaBytes, now: () => now });
  expect(store.usage().bytes).toBeGreaterThan(quotaBytes);
  const stop = new AbortController();
  const { said, log } = listen();
  const tidying = tidyArtifacts({ store, log, signal: stop.signal, watchMs: 20 });
  await until(() => said.length > 0, TIMEOUT_MS);
  expect(said).toEqual(['removed artifacts that nobody needs']);
  expect(store.usage().bytes).toBeLessThanOrEqual(quotaBytes * TIDY_KEEP);
  expect((await store.verify(oldest)).complete).toBe(true);
  expect(await Promise.all([second, third].map((cid) => store.has(cid)))).toEqual([false, false]);
  const [newest] = cids.slice(-1);
  expect(newest !== undefined && (await store.has(newest))).toBe(true);

  // All that is left gets pinned and fills the quota: it stays, and the log says so once.
  for (const { cid } of store.list()) await store.pin(cid, { offline: true });
  const full = store.usage().bytes;
  stop.abort();
  await tidying;
  let looks = 0;
  const tight = {
    ...store,
    usage: () => {
      looks += 1;
      return { ...store.usage(), quotaBytes: full };
    },
  };
  const end = new AbortController();
  const tidyingFull = tidyArtifacts({ store: tight, log, signal: end.signal, watchMs: 5 });
  await until(() => looks > 10, TIMEOUT_MS);
  end.abort();
  await tidyingFull;
  expect(said.filter((line) => line.includes('nearly fills')).length).toBe(1);
  expect(store.usage().bytes).toBe(full);
});

test('once in a while what belongs to no artifact goes, and nothing else', async () => {
  const host = await hosts.open('sweep');
  const store = createArtifactStore({ host });
  const kept = await store.putDirectory(new Map([['x', testBytes(1_000, 50)]]));
  const source = await hosts.open('sweep-source');
  const lost = await createArtifactStore({ host: source }).putDirectory(
    new Map([['x', testBytes(2_000, 51)]]),
  );
  const block = source.blocks.inspect(lost);
  if (block.state !== 'valid') throw new Error('not stored');
  host.blocks.store(lost, block.bytes);
  const long = new Date(Date.now() - ORPHAN_GRACE_MS - 60_000);
  for (const file of blockFiles(host)) utimesSync(file, long, long);
  const stop = new AbortController();
  const { said, log } = listen();
  let now = 0;
  const tidying = tidyArtifacts({ store, log, signal: stop.signal, watchMs: 5, now: () => now });
  await until(() => new Promise((resolve) => setTimeout(() => resolve(true), 50)));
  expect(said).toEqual([]);
  expect(host.blocks.inspect(lost).state).toBe('valid');
  now = TIDY_SWEEP_MS;
  await until(() => said.length > 0, TIMEOUT_MS);
  expect(host.blocks.inspect(lost).state).toBe('missing');
  expect((await store.verify(kept)).complete).toBe(true);
  stop.abort();
  await tidying;
});
