import { EPOCH_PHASES, type EpochView } from '../../protocol/api/network-schemas.ts';
import type { SeenPhase } from '../stores/system-store.ts';
import { clamp01 } from './ring-geometry.ts';

/** How far an epoch is, ready to be drawn. */
export interface EpochProgress {
  /** Index of the current arc; 7 when all are over. */
  readonly arc: number;
  /** Share of the current arc that is over, 0 … 1. */
  readonly fraction: number;
  /** Seconds left in the phase; null when it ends by progress. */
  readonly secondsLeft: number | null;
}

/**
 * Where the ring stands. The chain's clock goes on by the page's own between two statuses.
 *
 * @param elapsed seconds since `epoch` was heard
 */
export function epochProgress(epoch: EpochView, seen: SeenPhase | null, elapsed: number): EpochProgress {
  if (epoch.final) return { arc: EPOCH_PHASES.length, fraction: 1, secondsLeft: null };
  const arc = EPOCH_PHASES.indexOf(epoch.phase);
  if (epoch.phaseEndsAt === null) return { arc, fraction: workDone(epoch), secondsLeft: null };
  const secondsLeft = Math.max(0, epoch.phaseEndsAt - epoch.chainTime - Math.max(0, elapsed));
  const whole = Math.max(seen?.firstRemaining ?? 0, secondsLeft);
  return { arc, fraction: whole === 0 ? 1 : clamp01(1 - secondsLeft / whole), secondsLeft };
}

/** Share of the committees' work that is done, for phases that end by progress; a half where there is nothing to count. */
function workDone({ phase, submissions }: EpochView): number {
  const seats = submissions.reduce((sum, s) => sum + s.committee, 0);
  if (seats === 0) return 0.5;
  if (phase === 'verify') return clamp01(submissions.reduce((sum, s) => sum + s.committed, 0) / seats);
  if (phase === 'attest') return clamp01(submissions.reduce((sum, s) => sum + s.revealed, 0) / seats);
  return 0.5;
}
