/** What a {@link LoamError} carries besides its code and message. */
export interface LoamErrorOptions {
  /** What the reader can do next, one plain sentence. */
  readonly hint?: string;
  /** The error underneath. Only its name, code and message cross a process boundary, never its stack. */
  readonly cause?: unknown;
  /** Small JSON-safe facts that a view or a test may read (sizes, limits, identifiers). Never secrets. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The JSON form of a {@link LoamError} that crosses processes. */
export interface LoamErrorJson {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
  readonly cause?: string;
}

/**
 * Every error that Loam raises on purpose. The code is stable (`AREA_WHAT` in capitals) and is what other
 * code and translations key on; the message says what happened and why; the hint says what to do next.
 */
export class LoamError extends Error {
  override readonly name = 'LoamError';
  readonly code: string;
  readonly hint: string | undefined;
  readonly data: Readonly<Record<string, string | number | boolean | null>> | undefined;

  constructor(code: string, message: string, options: LoamErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.data = options.data;
  }

  /** What happened and what to do next, as a person reads it. */
  get sentence(): string {
    return this.hint === undefined ? this.message : `${this.message} ${this.hint}`;
  }

  /** JSON form for logs and messages; {@link LoamError.fromJson} turns it back. */
  toJSON(): LoamErrorJson {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.data === undefined ? {} : { data: this.data }),
      ...(this.cause === undefined ? {} : { cause: describeCause(this.cause) }),
    };
  }

  /** Rebuilds an error that came from another process. */
  static fromJson(json: LoamErrorJson): LoamError {
    return new LoamError(json.code, json.message, {
      ...(json.hint === undefined ? {} : { hint: json.hint }),
      ...(json.data === undefined ? {} : { data: json.data }),
      ...(json.cause === undefined ? {} : { cause: new Error(json.cause) }),
    });
  }

  /** Returns `error` itself when it is a LoamError, otherwise wraps it as `code`; a full disk is always `DISK_FULL`. */
  static wrap(code: string, error: unknown, options: Omit<LoamErrorOptions, 'cause'> = {}): LoamError {
    if (isDiskFull(error)) {
      return new LoamError('DISK_FULL', 'The disk is full, so this could not be stored.', {
        hint: 'Make room on the disk with Loam’s data folder and try again. Nothing that was stored is lost.',
        cause: error,
      });
    }
    if (error instanceof LoamError) return error;
    return new LoamError(code, error instanceof Error ? error.message : String(error), {
      ...options,
      cause: error,
    });
  }
}

/** How many causes deep a full disk is looked for. */
const MAX_CAUSES = 4;

/** Whether an error, or what caused it, is that a disk or a quota is full. */
export function isDiskFull(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < MAX_CAUSES; at = at.cause, depth++) {
    if ('code' in at && /^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(String(at.code))) return true;
  }
  return false;
}

function describeCause(cause: unknown): string {
  if (cause instanceof LoamError) return `${cause.code}: ${cause.message}`;
  if (cause instanceof Error) return `${cause.name}: ${cause.message}`;
  return String(cause);
}
