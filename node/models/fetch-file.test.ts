import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { CatalogueFile } from '../../protocol/api/models-schemas.ts';
import { fetchFile } from './fetch-file.ts';
import { type ModelServer, startModelServer } from './fixtures/model-server.ts';

const SIZE = 300_000;
const bytes = randomBytes(SIZE);
const dir = mkdtempSync(join(tmpdir(), 'loam-fetch-'));
const path = join(dir, 'model.safetensors');
const first = await startModelServer(new Map([['/m/model.safetensors', bytes]]));
const mirror = await startModelServer(new Map([['/m/model.safetensors', bytes]]));

beforeEach(() => {
  for (const server of [first, mirror]) {
    server.behaviour = {};
    server.asked.length = 0;
  }
});
afterEach(() => rmSync(path, { force: true }));
afterAll(async () => {
  await first.close();
  await mirror.close();
  rmSync(dir, { recursive: true, force: true });
});

function file(...servers: ModelServer[]): CatalogueFile {
  return {
    name: 'model.safetensors',
    bytes: SIZE,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    urls: servers.map(({ origin }) => `${origin}/m/model.safetensors`),
  };
}

function fetchTo(
  what: CatalogueFile,
  more: { signal?: AbortSignal; onProgress?: (n: number) => void; etag?: string } = {},
) {
  const etags = new Map<string, string>();
  return fetchFile(what, {
    path,
    signal: more.signal ?? new AbortController().signal,
    etag: (url) => etags.get(url) ?? more.etag,
    onEtag: (url, etag) => etags.set(url, etag),
    onProgress: more.onProgress ?? (() => undefined),
    stallMs: 1_000,
    pauseMs: 1,
  });
}

function code(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'it worked',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

test('a file arrives whole and tells how far it is', async () => {
  const seen: number[] = [];
  await fetchTo(file(first), { onProgress: (n) => seen.push(n) });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(seen.at(-1)).toBe(SIZE);
  expect([...seen].sort((a, b) => a - b)).toEqual(seen);
});

test('a source that dies in between is asked again, from where it ended', async () => {
  first.behaviour = { dieAfter: { bytes: 100_000, times: 2 } };
  await fetchTo(file(first));
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(first.asked).toHaveLength(3);
  for (const request of first.asked.slice(1)) expect(request).toMatch(/ bytes=[1-9]\d+-$/);
});

test('what an earlier start had fetched is not fetched again', async () => {
  writeFileSync(path, bytes.subarray(0, 250_000));
  await fetchTo(file(first));
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(first.asked).toEqual(['/m/model.safetensors bytes=250000-']);
});

test('a source without ranges sends it all again', async () => {
  first.behaviour = { ranges: false };
  writeFileSync(path, bytes.subarray(0, 250_000));
  await fetchTo(file(first));
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a source with another version since begins anew instead of mixing two', async () => {
  first.behaviour = { etag: '"two"' };
  writeFileSync(path, randomBytes(100_000));
  await fetchTo(file(first), { etag: '"one"' });
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a tampered file is refused and deleted', async () => {
  first.behaviour = { tampered: true };
  expect(await code(fetchTo(file(first)))).toBe('DOWNLOAD_TAMPERED');
  expect(existsSync(path)).toBe(false);
});

test('a beginning that somebody changed on this disk is refused and deleted', async () => {
  writeFileSync(path, randomBytes(250_000));
  expect(await code(fetchTo(file(first)))).toBe('DOWNLOAD_TAMPERED');
  expect(existsSync(path)).toBe(false);
});

test('where one mirror is tampered with, the next one is taken', async () => {
  first.behaviour = { tampered: true };
  await fetchTo(file(first, mirror));
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(mirror.asked).toHaveLength(1);
});

test('where one mirror is down, another goes on with what the first gave', async () => {
  first.behaviour = { dieAfter: { bytes: 100_000, times: 99 } };
  await fetchTo(file(first, mirror));
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(mirror.asked[0]).toMatch(/ bytes=[1-9]\d+-$/);
});

test.each([
  ['longer than it should be', { longer: 10 }],
  ['without end', { endless: true }],
])('a body %s is refused, never kept', async (_, behaviour) => {
  first.behaviour = behaviour;
  let most = 0;
  const work = fetchTo(file(first), { onProgress: (n) => (most = Math.max(most, n)) });
  expect(await code(work)).toBe('DOWNLOAD_WRONG_LENGTH');
  expect(most).toBeLessThanOrEqual(SIZE);
  expect(existsSync(path)).toBe(false);
});

test.each([403, 404, 410])('a source that says %i is not asked again', async (status) => {
  first.behaviour = { status };
  expect(await code(fetchTo(file(first)))).toBe('DOWNLOAD_REFUSED');
  expect(first.asked).toHaveLength(1);
});

test('a source that keeps failing is given up after a few tries, and what had arrived stays', async () => {
  first.behaviour = { status: 503 };
  writeFileSync(path, bytes.subarray(0, 1_000));
  expect(await code(fetchTo(file(first)))).toBe('DOWNLOAD_BROKE_OFF');
  expect(first.asked).toHaveLength(6);
  expect(readFileSync(path)).toHaveLength(1_000);
});

test('a silent source is left for the next one', async () => {
  first.behaviour = { silent: true };
  await fetchTo(file(first, mirror));
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a redirect is followed', async () => {
  first.behaviour = { redirect: (at) => `${mirror.origin}${at}` };
  await fetchTo(file(first));
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test.each([
  ['in a circle', (at: string) => at],
  ['to plain http elsewhere', () => 'http://example.com/model.safetensors'],
  ['to a file', () => 'file:///etc/passwd'],
  ['to nowhere', () => ''],
])('a redirect %s is not followed', async (_, redirect) => {
  first.behaviour = { redirect };
  expect(await code(fetchTo(file(first)))).toBe('DOWNLOAD_REDIRECT');
  expect(first.asked.length).toBeLessThanOrEqual(6);
});

test('whoever stops it keeps what has arrived', async () => {
  first.behaviour = { pieceMs: 5 };
  const stop = new AbortController();
  const work = fetchTo(file(first), {
    signal: stop.signal,
    onProgress: (n) => {
      if (n > 50_000) stop.abort(new Error('stopped'));
    },
  });
  expect(await code(work)).toContain('stopped');
  const kept = readFileSync(path);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.equals(bytes.subarray(0, kept.length))).toBe(true);
});
