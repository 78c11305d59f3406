import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { type CatalogueFile, isSourceUrl } from '../../protocol/api/models-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { unlessFull } from '../data-folder/unless-full.ts';
import { FETCH_MAX_PAUSE_MS, FETCH_PAUSE_MS, FETCH_STALL_MS, FETCH_TRIES, MAX_REDIRECTS } from './limits.ts';

/** What {@link fetchFile} needs beside the file. */
export interface FetchOptions {
  /** Where the file goes; what lies there is taken for its beginning. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** The version of a source that was fetched of before. */
  readonly etag: (url: string) => string | undefined;
  readonly onEtag: (url: string, etag: string) => void;
  /** Told how many of the file's bytes are there. */
  readonly onProgress: (bytes: number) => void;
  /** Milliseconds without a byte after which a source is left. */
  readonly stallMs?: number;
  /** First pause between two tries, milliseconds. */
  readonly pauseMs?: number;
}

/** Codes after which the same source is not asked again. */
const FINAL = new Set([
  'DOWNLOAD_TAMPERED',
  'DOWNLOAD_WRONG_LENGTH',
  'DOWNLOAD_REFUSED',
  'DOWNLOAD_REDIRECT',
]);

/**
 * Fetches one file from its sources, going on where an earlier try ended, and checks it: when this resolves, the file
 * has the length and the SHA-256 that the catalogue names. What does not fit is deleted.
 *
 * @throws LoamError `DOWNLOAD_TAMPERED`, `DOWNLOAD_WRONG_LENGTH`, `DOWNLOAD_REFUSED`, `DOWNLOAD_REDIRECT`,
 * `DOWNLOAD_BROKE_OFF`, `DISK_FULL`; the reason of `signal`
 */
export async function fetchFile(file: CatalogueFile, options: FetchOptions): Promise<void> {
  let sources = [...file.urls];
  let failures = 0;
  for (let at = 0; ; at++) {
    const url = sources[at % sources.length];
    if (url === undefined)
      throw new LoamError('DOWNLOAD_REFUSED', `There is no source for ${file.name}.`, {
        hint: 'Add the model as a folder instead.',
      });
    const before = await sizeOf(options.path);
    try {
      await unlessFull(tryOnce(file, url, options));
      return;
    } catch (error) {
      options.signal.throwIfAborted();
      const failure = LoamError.wrap('DOWNLOAD_BROKE_OFF', error);
      if (failure.code === 'DISK_FULL') throw failure;
      if (FINAL.has(failure.code)) {
        sources = sources.filter((other) => other !== url);
        if (sources.length === 0) throw failure;
        continue;
      }
      failures = (await sizeOf(options.path)) > before ? 1 : failures + 1;
      if (failures >= FETCH_TRIES) throw brokeOff(file, failure);
      const pause = (options.pauseMs ?? FETCH_PAUSE_MS) * 2 ** (failures - 1);
      await sleep(Math.min(pause, FETCH_MAX_PAUSE_MS), options.signal);
    }
  }
}

/** SHA-256 of a file in hex. @param onBytes told how many bytes were read since the last call */
export async function sha256Of(
  path: string,
  signal?: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  await feed(hash, path, signal, onBytes);
  return hash.digest('hex');
}

async function tryOnce(file: CatalogueFile, url: string, options: FetchOptions): Promise<void> {
  let have = await sizeOf(options.path);
  if (have > file.bytes) {
    await rm(options.path, { force: true });
    have = 0;
  }
  let hash = createHash('sha256');
  if (have > 0) await feed(hash, options.path, options.signal);
  if (have < file.bytes || file.bytes === 0) {
    const stop = new AbortController();
    const stall = new Stall(stop, options.stallMs ?? FETCH_STALL_MS);
    const signal = AbortSignal.any([options.signal, stop.signal]);
    try {
      const response = await request(url, have, options.etag(url), signal);
      const { status } = response;
      if (status === 416) {
        await rm(options.path, { force: true });
        throw new Error('The source has less of the file than this computer.');
      }
      if (status !== 200 && status !== 206) throw refusal(file, url, status);
      const goesOn = status === 206 && have > 0 && rangeFits(response, have, file.bytes);
      if (status === 206 && !goesOn) {
        await rm(options.path, { force: true });
        throw wrongLength(file, url);
      }
      const announced = Number(response.headers.get('content-length') ?? Number.NaN);
      if (Number.isFinite(announced) && announced !== file.bytes - (goesOn ? have : 0))
        throw wrongLength(file, url);
      const etag = response.headers.get('etag');
      if (etag?.startsWith('"') === true) options.onEtag(url, etag.slice(0, 200));
      const target = await open(options.path, goesOn ? 'a' : 'w', 0o600);
      try {
        if (!goesOn) {
          have = 0;
          hash = createHash('sha256');
        }
        have = await receive(response, {
          file,
          url,
          target,
          hash,
          have,
          stall,
          onProgress: options.onProgress,
        });
        await target.sync();
      } finally {
        await target.close();
      }
      if (have < file.bytes) throw new Error('The source ended in the middle of the file.');
    } catch (error) {
      if (error instanceof LoamError && error.code === 'DOWNLOAD_WRONG_LENGTH')
        await rm(options.path, { force: true });
      throw stop.signal.aborted && !options.signal.aborted ? new Error('The source fell silent.') : error;
    } finally {
      stall.end();
      stop.abort();
    }
  }
  if (hash.digest('hex') === file.sha256) return;
  await rm(options.path, { force: true });
  options.onProgress(0);
  throw new LoamError(
    'DOWNLOAD_TAMPERED',
    `${file.name} from ${hostOf(url)} is not the file that the catalogue names. It was deleted.`,
    {
      hint: 'Somebody changed it, or the source has another version now. Add the model as a folder if you trust yours.',
      data: { file: file.name, host: hostOf(url) },
    },
  );
}

async function receive(
  response: Response,
  to: {
    file: CatalogueFile;
    url: string;
    target: FileHandle;
    hash: Hash;
    have: number;
    stall: Stall;
    onProgress: (bytes: number) => void;
  },
): Promise<number> {
  let { have } = to;
  to.onProgress(have);
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    to.stall.heard();
    if (have + chunk.length > to.file.bytes) throw wrongLength(to.file, to.url);
    to.hash.update(chunk);
    for (let at = 0; at < chunk.length; ) at += (await to.target.write(chunk, at)).bytesWritten;
    have += chunk.length;
    to.onProgress(have);
  }
  return have;
}

/** Asks for the rest of a file, following a few redirects to places that may be asked at all. */
async function request(
  url: string,
  have: number,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  let at = url;
  for (let hops = 0; ; hops++) {
    const response = await fetch(at, {
      redirect: 'manual',
      signal,
      headers: {
        'accept-encoding': 'identity',
        ...(have > 0 ? { range: `bytes=${have}-` } : {}),
        ...(have > 0 && etag !== undefined ? { 'if-range': etag } : {}),
      },
    });
    if (![301, 302, 303, 307, 308].includes(response.status)) return response;
    await response.body?.cancel();
    const next = URL.canParse(response.headers.get('location') ?? '', at)
      ? new URL(response.headers.get('location') ?? '', at).href
      : '';
    const isLower = at.startsWith('https:') && !next.startsWith('https:');
    if (hops >= MAX_REDIRECTS || !isSourceUrl(next) || isLower) {
      throw new LoamError('DOWNLOAD_REDIRECT', `${hostOf(url)} sends on to a place that is not followed.`, {
        hint: 'Take another source, or add the model as a folder.',
      });
    }
    at = next;
  }
}

/** Whether a 206 answers with what was asked for: from `have` to the end of `bytes`. */
function rangeFits(response: Response, have: number, bytes: number): boolean {
  const [, from, to, total] =
    /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  return Number(from) === have && Number(to) === bytes - 1 && (total === '*' || Number(total) === bytes);
}

async function feed(
  hash: Hash,
  path: string,
  signal?: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    signal?.throwIfAborted();
    hash.update(chunk as Buffer);
    onBytes?.((chunk as Buffer).length);
  }
}

/** Ends a try when nothing arrives for a while. */
class Stall {
  readonly #timer: NodeJS.Timeout;

  constructor(stop: AbortController, ms: number) {
    this.#timer = setTimeout(() => stop.abort(), ms);
  }

  heard(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}

function hostOf(url: string): string {
  return new URL(url).host;
}

function refusal(file: CatalogueFile, url: string, status: number): Error {
  if (status === 408 || status === 429 || status >= 500) return new Error(`The source answered ${status}.`);
  return new LoamError('DOWNLOAD_REFUSED', `${hostOf(url)} does not give out ${file.name} (${status}).`, {
    hint: 'The source may have moved. Take another one, or add the model as a folder.',
  });
}

function wrongLength(file: CatalogueFile, url: string): LoamError {
  return new LoamError(
    'DOWNLOAD_WRONG_LENGTH',
    `${hostOf(url)} has another ${file.name} than the one of ${file.bytes} bytes that the catalogue names. What had arrived was deleted.`,
    { hint: 'Take another source, or add the model as a folder.' },
  );
}

function brokeOff(file: CatalogueFile, cause: LoamError): LoamError {
  return new LoamError(
    'DOWNLOAD_BROKE_OFF',
    `${file.name} could not be fetched to its end: ${reasonOf(cause)}`,
    {
      hint: 'What has arrived is kept. Look at the connection to the internet and go on.',
      cause,
    },
  );
}

/** `fetch` says only that it failed; why is in its cause. */
function reasonOf(error: LoamError): string {
  const below = error.cause instanceof Error ? error.cause.cause : undefined;
  return below instanceof Error ? `${below.message}.`.replace(/\.\.$/, '.') : error.message;
}
