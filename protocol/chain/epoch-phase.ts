import type { PHASES } from '../generated/abis.ts';
import type { ChainRules } from './chain-rules.ts';

/** Name of a phase of an epoch. */
export type Phase = (typeof PHASES)[number];

/** What happened in an epoch, as Phases.sol keeps it. Times are seconds since 1970; 0 means "not yet". */
export interface EpochProgress {
  readonly openedAt: number;
  readonly submitEndsAt: number;
  /** All links are opened; only leaves of batches can still come. */
  readonly chainOpenedAt: number;
  readonly drawnAt: number;
  readonly committedAt: number;
  readonly revealedAt: number;
  readonly settledAt: number;
  /** From 1; 0 before the first seed. */
  readonly round: number;
  /** A later epoch is open. */
  readonly closed: boolean;
  /** The last proposal fell. */
  readonly fallenAt: number;
  readonly challengeEndsAt: number;
  readonly finalAt: number;
  readonly disputed: boolean;
  /** Drawn submissions that await a larger committee. */
  readonly undrawn: number;
  readonly accepted: number;
  readonly settled: number;
}

/** A phase with its time. */
export interface PhaseState {
  readonly phase: Phase;
  /** Round of committees that it belongs to. */
  readonly round: number;
  readonly since: number;
  /** At the latest; 0 when only progress ends it. */
  readonly endsAt: number;
}

type EpochRules = ChainRules['epoch'];

/** The phase of an epoch at a time if nobody acts until then, and if salts take all of their time; as Phases.sol. */
export function phaseAt(progress: EpochProgress, rules: EpochRules, time: number): PhaseState {
  const { submitEndsAt, round, openedAt, settledAt } = progress;
  if (submitEndsAt === 0) return { phase: 'None', round: 0, since: 0, endsAt: 0 };
  if (progress.closed) return { phase: 'Final', round, since: progress.finalAt, endsAt: 0 };
  if (time < submitEndsAt) return { phase: 'Submit', round, since: openedAt, endsAt: submitEndsAt };
  if (round === 0) {
    const drawAt = submitEndsAt + rules.finalitySeconds;
    if (time < drawAt) return { phase: 'Salt', round, since: submitEndsAt, endsAt: drawAt };
    return { phase: 'Draw', round, since: drawAt, endsAt: 0 };
  }
  return settledAt === 0 ? inRound(progress, rules, time) : afterVerdicts(progress, rules, time);
}

function inRound(progress: EpochProgress, rules: EpochRules, time: number): PhaseState {
  const { round, drawnAt, committedAt, revealedAt, chainOpenedAt } = progress;
  if (drawnAt === 0) {
    // From then on leaves of batches cannot be opened any more.
    const endsAt = chainOpenedAt === 0 ? 0 : chainOpenedAt + rules.drawSeconds;
    return { phase: 'Draw', round, since: chainOpenedAt, endsAt };
  }
  const commitEndsAt = committedAt || drawnAt + rules.commitSeconds;
  if (time < commitEndsAt) return { phase: 'Commit', round, since: drawnAt, endsAt: commitEndsAt };
  const revealEndsAt = revealedAt || commitEndsAt + rules.revealSeconds;
  if (time < revealEndsAt) return { phase: 'Reveal', round, since: commitEndsAt, endsAt: revealEndsAt };
  return { phase: 'Settle', round, since: revealEndsAt, endsAt: 0 };
}

function afterVerdicts(progress: EpochProgress, rules: EpochRules, time: number): PhaseState {
  const { round, settledAt, settled, undrawn, accepted, challengeEndsAt } = progress;
  if (settled === 0 && undrawn === 0) return { phase: 'Final', round, since: settledAt, endsAt: 0 };
  const contestEndsAt = settledAt + rules.contestSeconds;
  if (time < contestEndsAt) return { phase: 'Contest', round, since: settledAt, endsAt: contestEndsAt };
  if (undrawn !== 0) return { phase: 'Draw', round: round + 1, since: contestEndsAt, endsAt: 0 };
  if (accepted === 0) return { phase: 'Final', round, since: contestEndsAt, endsAt: 0 };
  if (challengeEndsAt === 0) {
    const since = Math.max(progress.fallenAt, contestEndsAt);
    const endsAt = since + rules.aggregateSeconds;
    if (time < endsAt) return { phase: 'Aggregate', round, since, endsAt };
    return { phase: 'Final', round, since: endsAt, endsAt: 0 };
  }
  if (progress.disputed) return { phase: 'Challenge', round, since: contestEndsAt, endsAt: 0 };
  if (time < challengeEndsAt)
    return { phase: 'Challenge', round, since: contestEndsAt, endsAt: challengeEndsAt };
  return { phase: 'Final', round, since: challengeEndsAt, endsAt: 0 };
}
