import type { CommitteeRules } from '../../protocol/chain/chain-rules.ts';
import { decides, lastStage } from '../../protocol/verdicts/lead-rule.ts';

/** Room for the seats of one kind. */
const WIDTH = 49;

/** The protocol's lead rule for every count of honest and colluding seats, looked up. */
export class DecisionTable {
  readonly stages: number;
  /** Seats of each stage, from the first. */
  readonly sizes: readonly number[];
  readonly #table: Uint8Array;

  constructor(rules: CommitteeRules) {
    this.stages = lastStage(rules);
    this.sizes = rules.sizes.slice(0, this.stages);
    this.#table = new Uint8Array(this.stages * WIDTH * WIDTH);
    for (const [i, seats] of this.sizes.entries())
      for (let honest = 0; honest <= seats; honest++)
        for (let colluding = 0; honest + colluding <= seats; colluding++) {
          const [leading, others] = honest >= colluding ? [honest, colluding] : [colluding, honest];
          const decided = decides(rules, { stage: i + 1, seats, leading, others });
          this.#table[(i * WIDTH + honest) * WIDTH + colluding] = decided ? 1 : 0;
        }
  }

  /** Whether stage `stage` (from 0) decides. The side with more seats has won then. */
  decides(stage: number, honest: number, colluding: number): boolean {
    return this.#table[(stage * WIDTH + honest) * WIDTH + colluding] === 1;
  }
}
