import { COPY_ENERGY, MAX_UPDATE_STRENGTH, MIN_STANDOUT, MIN_STANDOUT_RANK } from '../limits.ts';

/** What the worker's `scan` says of an update, as far as every machine computes the same bits. */
export interface ScanFacts {
  readonly rank: number;
  /** Largest ‖ΔW‖ / ‖W‖ of any layer. */
  readonly strength: number;
  /** Mean part of a layer's energy in its largest singular value. */
  readonly concentration: number;
  /** Part of its energy that lies in the span of the nearest earlier updates of its epoch, 0 … 1. */
  readonly explained: number;
}

/** Whether an update is so much of what was submitted before it that it earns nothing: rescaled, refactored, mixed or noised. */
export function isCopy({ explained }: Pick<ScanFacts, 'explained'>): boolean {
  return explained >= COPY_ENERGY;
}

/** Code of the reason why an update does not pass whatever its loss is; undefined when there is none. */
export function scanRefusal(
  facts: Pick<ScanFacts, 'rank' | 'strength' | 'concentration'>,
): string | undefined {
  // Overwrites more of a layer than any lesson does. Written so that not-a-number is too strong as well.
  if (!(facts.strength <= MAX_UPDATE_STRENGTH)) return 'UPDATE_TOO_STRONG';
  const even = 1 / facts.rank;
  const standout = (facts.concentration - even) / (1 - even);
  return facts.rank >= MIN_STANDOUT_RANK && standout < MIN_STANDOUT ? 'UPDATE_NOISE' : undefined;
}
