import type { SignedRow } from './statement.ts';

/** What the history knows that bears on one statement. */
export interface Known {
  /** Nothing at or below this epoch is signed anew; -1 when there is no watermark. */
  readonly watermark: number;
  /** Signed rows of the same epoch and kind. */
  readonly sameKind: readonly SignedRow[];
  /** Whether any attestation of the statement's epoch and round was signed. */
  readonly isRoundAttested: boolean;
}

/** What may be done with a statement: it was signed before in these very words, it is new, or it is refused. */
export type Judgement = 'again' | 'new' | 'conflict' | 'below-watermark' | 'round-over';

/**
 * The rules of signing, pure:
 * - what was signed may be signed again in the same words, and only so;
 * - an attestation is one for each submission, a salt one for each epoch;
 * - a commitment may be followed by one to more ballots on the same question, or by one on another question (the chain
 *   fell back and drew again), until the first attestation of its round is signed;
 * - nothing at or below the watermark is signed anew.
 */
export function judgeSigning(row: SignedRow, known: Known): Judgement {
  const rivals = known.sameKind.filter((other) => isRival(row, other));
  if (rivals.some((other) => isSame(row, other))) return 'again';
  if (row.kind === 'commitment') {
    if (rivals.some((other) => other.ballots >= row.ballots)) return 'conflict';
    if (known.isRoundAttested) return 'round-over';
  } else if (rivals.length > 0) return 'conflict';
  return row.epoch <= known.watermark ? 'below-watermark' : 'new';
}

/** Whether two statements of one epoch and kind are about the same thing. */
function isRival(a: SignedRow, b: SignedRow): boolean {
  if (a.kind === 'commitment') return a.round === b.round && a.slot === b.slot;
  // One submission is attested once, whatever the round: what is signed does not name it.
  return a.slot === b.slot;
}

function isSame(a: SignedRow, b: SignedRow): boolean {
  return a.hash === b.hash && a.ballots === b.ballots;
}
