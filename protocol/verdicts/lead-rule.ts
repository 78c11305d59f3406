import type { CommitteeRules } from '../chain/chain-rules.ts';

/** How a committee stands; seats are votes. */
export interface SeatCount {
  /** From 1. */
  readonly stage: number;
  /** All seats up to this stage. */
  readonly seats: number;
  /** Seats that stated the leading verdict. */
  readonly leading: number;
  /** Seats that stated another; silent ones belong to neither. */
  readonly others: number;
}

/** The last stage that the rules use, from 1. */
export function lastStage({ sizes }: CommitteeRules): number {
  return Math.max(1, sizes.findLastIndex((size) => size !== 0) + 1);
}

/**
 * Whether the leading verdict decides; as Leads.sol. Before the last stage its seats must exceed those that stated another by
 * the stage's lead; in the last stage it needs more than half of all seats. Where it does not, a larger committee is drawn,
 * and after the last stage the submission is unresolved.
 */
export function decides(rules: CommitteeRules, { stage, seats, leading, others }: SeatCount): boolean {
  if (stage >= lastStage(rules)) return leading * 2 > seats;
  const lead = rules.leads[stage - 1] ?? 0;
  return leading !== 0 && leading >= others + lead;
}
