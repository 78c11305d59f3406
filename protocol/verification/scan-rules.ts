import { COPY_ENERGY, MAX_UPDATE_STRENGTH } from '../limits.ts';

/** What the worker's `scan` says of an update, as far as every machine computes the same bits. */
export interface ScanFacts {
  /** Largest ‖ΔW‖ / ‖W‖ of any layer. */
  readonly strength: number;
  /** Part of its energy that lies in the span of the nearest earlier updates of its epoch, 0 … 1. */
  readonly explained: number;
}

/** Whether an update is so much of what was submitted before it that it earns nothing: rescaled, refactored, mixed or noised. */
export function isCopy({ explained }: ScanFacts): boolean {
  return explained >= COPY_ENERGY;
}

/** Whether an update overwrites more of a layer than any lesson does; it does not pass then, whatever its loss is. */
export function isTooStrong({ strength }: ScanFacts): boolean {
  return !(strength <= MAX_UPDATE_STRENGTH);
}
