import { existsSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueEntry, DownloadView } from '../../protocol/api/models-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  type DownloadRow,
  deleteDownload,
  findDownload,
  listDownloads,
  saveDownload,
} from '../database/models.ts';
import type { NodeContext } from '../node-context.ts';
import { fetchFile, sha256Of } from './fetch-file.ts';
import { DISK_RESERVE_BYTES, MAX_DOWNLOADS } from './limits.ts';
import { RateMeter } from './rate-meter.ts';

/** What {@link Downloads} needs. */
export interface DownloadsOptions {
  readonly context: Pick<NodeContext, 'db' | 'hub' | 'log' | 'stopping'>;
  /** Milliseconds of a clock that does not turn back. */
  readonly clock: () => number;
  /** Where models are kept now. */
  readonly folder: () => string;
  readonly entry: (id: string) => CatalogueEntry | undefined;
  /** Takes over a checked model; `dir` is gone from here afterwards. */
  readonly onChecked: (entry: CatalogueEntry, dir: string) => Promise<void>;
}

interface Job {
  readonly stop: AbortController;
  readonly rate: RateMeter;
  /** Bytes there are, by file. */
  readonly done: Map<string, number>;
  checking: boolean;
  ended: Promise<void>;
}

/** Fetches models. What has arrived and what was decided outlive the node. */
export class Downloads {
  readonly #options: DownloadsOptions;
  readonly #jobs = new Map<string, Job>();

  constructor(options: DownloadsOptions) {
    this.#options = options;
  }

  /** Goes on with what ran when the node ended. */
  resume(): void {
    for (const { id, state } of listDownloads(this.#options.context.db)) {
      if (state !== 'running' || this.#options.entry(id) === undefined) continue;
      try {
        this.start(id);
      } catch (error) {
        this.#failed(id, error);
      }
    }
  }

  /** Whether anything is being fetched right now. */
  get busy(): boolean {
    return this.#jobs.size > 0;
  }

  /**
   * Begins a download or goes on with one.
   *
   * @throws LoamError `MODEL_UNKNOWN`, `DOWNLOADS_BUSY`, `DISK_NEARLY_FULL`
   */
  start(id: string): void {
    if (this.#jobs.has(id)) return;
    const { context, entry: entryOf } = this.#options;
    const entry = entryOf(id);
    if (entry === undefined || entry.files.some(({ urls }) => urls.length === 0)) {
      throw new LoamError('MODEL_UNKNOWN', 'No catalogue says where this model can be fetched.', {
        hint: 'Add it as a folder instead.',
      });
    }
    if (this.#jobs.size >= MAX_DOWNLOADS) {
      throw new LoamError('DOWNLOADS_BUSY', `${MAX_DOWNLOADS} models are being fetched already.`, {
        hint: 'Wait for one of them, or pause it.',
      });
    }
    const missing = sizeOf(entry) - this.#doneOf(entry);
    const free = freeBytes(this.#options.folder());
    if (free < missing + DISK_RESERVE_BYTES) {
      throw new LoamError(
        'DISK_NEARLY_FULL',
        `${megabytes(missing)} are still to be fetched, and ${megabytes(free)} are free on the disk.`,
        { hint: 'Make room, or keep models on another disk.', data: { missing, free } },
      );
    }
    this.#save(id, { state: 'running', error: null });
    const job: Job = {
      stop: new AbortController(),
      rate: new RateMeter(),
      done: new Map(),
      checking: false,
      ended: Promise.resolve(),
    };
    this.#jobs.set(id, job);
    job.ended = this.#run(entry, job, AbortSignal.any([job.stop.signal, context.stopping])).finally(() => {
      this.#jobs.delete(id);
      context.hub.notify();
    });
    context.hub.notify();
  }

  /** Stops for now; what has arrived is kept. */
  async pause(id: string): Promise<void> {
    const row = findDownload(this.#options.context.db, id);
    if (row === undefined) return;
    if (row.state === 'running') this.#save(id, { state: 'paused', error: null });
    await this.#end(id);
  }

  /** Stops everything for now, for example because the disk is nearly full. */
  async pauseAll(): Promise<void> {
    await Promise.all([...this.#jobs.keys()].map((id) => this.pause(id)));
  }

  /** Gives up; what has arrived is removed. */
  async cancel(id: string): Promise<void> {
    await this.pause(id);
    deleteDownload(this.#options.context.db, id);
    rmSync(this.partialDir(id), { recursive: true, force: true });
    this.#options.context.hub.notify();
  }

  /** Resolves when nothing is fetched any more; after the node's own stop. */
  async stopped(): Promise<void> {
    await Promise.allSettled([...this.#jobs.values()].map(({ ended }) => ended));
  }

  /** How a download stands; null when none was begun. */
  view(entry: CatalogueEntry): DownloadView | null {
    const row = findDownload(this.#options.context.db, entry.id);
    if (row === undefined) return null;
    const job = this.#jobs.get(entry.id);
    const totalBytes = sizeOf(entry);
    const doneBytes = Math.min(totalBytes, this.#doneOf(entry));
    const bytesPerSecond = job === undefined || job.checking ? 0 : job.rate.perSecond(this.#options.clock());
    return {
      state:
        job === undefined
          ? row.state === 'running'
            ? 'paused'
            : row.state
          : job.checking
            ? 'checking'
            : 'running',
      doneBytes,
      totalBytes,
      bytesPerSecond,
      etaMs: bytesPerSecond > 0 ? ((totalBytes - doneBytes) / bytesPerSecond) * 1_000 : null,
      error: row.error,
    };
  }

  /** Where an unfinished download lies. Nothing is ever loaded from there. */
  partialDir(id: string): string {
    return join(this.#options.folder(), `${id}.partial`);
  }

  async #run(entry: CatalogueEntry, job: Job, signal: AbortSignal): Promise<void> {
    const { context, clock, onChecked } = this.#options;
    const dir = this.partialDir(entry.id);
    try {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      // The smallest first: a wrong source shows before the large one is fetched.
      for (const file of [...entry.files].sort((a, b) => a.bytes - b.bytes)) {
        await fetchFile(file, {
          path: join(dir, file.name),
          signal,
          etag: (url) => findDownload(context.db, entry.id)?.etags[url],
          onEtag: (url, etag) => this.#save(entry.id, {}, { url, etag }),
          onProgress: (bytes) => {
            job.done.set(file.name, bytes);
            job.rate.note(this.#doneOf(entry), clock());
            context.hub.notify();
          },
        });
      }
      job.checking = true;
      context.hub.notify();
      for (const file of entry.files) await requireUnchanged(file, join(dir, file.name), signal);
      await onChecked(entry, dir);
      deleteDownload(context.db, entry.id);
    } catch (error) {
      if (!signal.aborted) this.#failed(entry.id, error);
    }
  }

  #failed(id: string, error: unknown): void {
    const { code, message, hint } = LoamError.wrap('DOWNLOAD_FAILED', error);
    this.#options.context.log.warn('model download', error, { id });
    this.#save(id, { state: 'failed', error: { code, message, hint: hint ?? null } });
  }

  async #end(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    job?.stop.abort(new LoamError('DOWNLOAD_PAUSED', 'The download was paused.'));
    await job?.ended;
  }

  #save(id: string, change: Partial<DownloadRow>, version?: { url: string; etag: string }): void {
    const { db } = this.#options.context;
    const before = findDownload(db, id) ?? { id, state: 'running', error: null, etags: {} };
    const etags = version === undefined ? before.etags : { ...before.etags, [version.url]: version.etag };
    saveDownload(db, { ...before, ...change, etags });
  }

  #doneOf(entry: CatalogueEntry): number {
    const job = this.#jobs.get(entry.id);
    const dir = this.partialDir(entry.id);
    return entry.files.reduce(
      (sum, { name }) =>
        sum + (job?.done.get(name) ?? statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  }
}

/** Bytes of all files of a model. */
export function sizeOf({ files }: CatalogueEntry): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Bytes that are free for this user on the disk of `dir`, or of the nearest folder above that exists. */
export function freeBytes(dir: string): number {
  let place = dir;
  while (!existsSync(place)) place = join(place, '..');
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize;
}

/**
 * Checks a file against what the catalogue names.
 *
 * @throws LoamError `DOWNLOAD_TAMPERED`; the file is deleted then
 */
async function requireUnchanged(
  file: CatalogueEntry['files'][number],
  path: string,
  signal: AbortSignal,
): Promise<void> {
  if ((await sha256Of(path, signal)) === file.sha256) return;
  rmSync(path, { force: true });
  throw new LoamError(
    'DOWNLOAD_TAMPERED',
    `${file.name} changed on this disk after it had arrived. It was deleted.`,
    {
      hint: 'Fetch it again. If it happens again, the disk may be failing.',
    },
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
