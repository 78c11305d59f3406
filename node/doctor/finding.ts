/** What one check of {@link examine} found. */
export interface Finding {
  /** Which check, stable. */
  readonly id: string;
  /** `warn`: works, but not as it should; `fail`: something does not work. */
  readonly state: 'ok' | 'warn' | 'fail';
  /** What was found, one sentence. */
  readonly sentence: string;
  /** What to do about it; null when it is fine. */
  readonly mend: string | null;
}

/** A finding that needs nothing. */
export function fine(id: string, sentence: string): Finding {
  return { id, state: 'ok', sentence, mend: null };
}
