import { statfsSync } from 'node:fs';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { DISK_LOOK_MS, NEARLY_FULL_BYTES, ROOM_AGAIN_BYTES } from './limits.ts';

/** How much room there is, as people are told. */
export interface DiskState {
  readonly state: 'fine' | 'nearly-full';
  readonly freeBytes: number;
  /** What it means and what to do; empty while all is fine. */
  readonly sentence: string;
}

/** What the watch works with. */
export interface DiskWatchParts {
  /** Data folder. */
  readonly dir: string;
  /** Free bytes of the disk of a folder; the system's answer unless given. */
  readonly freeBytes?: (dir: string) => number;
  /** Called once when the disk becomes nearly full: stops what fills it. */
  readonly stop: () => void;
  /** The state changed. */
  readonly changed: () => void;
  readonly lookMs?: number;
  /** {@link NEARLY_FULL_BYTES} unless given; 0 for never. */
  readonly nearlyFullBytes?: number | undefined;
}

/**
 * Looks at the disk of the data folder now and then. Before it is full, learning and the network are stopped, so that
 * chats and keys can still be written; that stays said until there is room again.
 */
export class DiskWatch {
  readonly #parts: DiskWatchParts;
  #state: DiskState = { state: 'fine', freeBytes: 0, sentence: '' };

  constructor(parts: DiskWatchParts) {
    this.#parts = parts;
    this.look();
  }

  get state(): DiskState {
    return this.#state;
  }

  /** Looks until `signal` fires. */
  start(signal: AbortSignal): void {
    const timer = setInterval(() => this.look(), this.#parts.lookMs ?? DISK_LOOK_MS);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  /** @throws LoamError `DISK_NEARLY_FULL` for work that would fill it */
  requireRoom(): void {
    if (this.#state.state === 'fine') return;
    throw new LoamError('DISK_NEARLY_FULL', this.#state.sentence);
  }

  /** One look. A disk that cannot be asked counts as it did before. */
  look(): void {
    const { dir, freeBytes = freeBytesOf, nearlyFullBytes = NEARLY_FULL_BYTES } = this.#parts;
    let free: number;
    try {
      free = freeBytes(dir);
    } catch {
      return;
    }
    const wasFine = this.#state.state === 'fine';
    const isFine = free >= (wasFine ? nearlyFullBytes : ROOM_AGAIN_BYTES);
    this.#state = isFine
      ? { state: 'fine', freeBytes: free, sentence: '' }
      : {
          state: 'nearly-full',
          freeBytes: free,
          sentence: `Only ${megabytes(free)} are free on the disk with Loam’s data, so learning and the network are stopped. Make room for ${megabytes(ROOM_AGAIN_BYTES)}; then you can start them again.`,
        };
    if (wasFine === isFine) return;
    if (!isFine) this.#parts.stop();
    this.#parts.changed();
  }
}

function freeBytesOf(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
