import type { LearningRateSchedule } from '../training/learning-rate.ts';

/**
 * A learning-rate schedule for a run that ends at a time instead of at a step: the number of steps is estimated from
 * the part of the budget that is used up, so the rate has come down when the time is over, however fast the machine is.
 */
export class BudgetSchedule implements LearningRateSchedule {
  readonly peak: number;
  readonly floor: number;
  readonly warmupSteps: number;
  #steps = Number.MAX_SAFE_INTEGER;

  constructor(options: { readonly peak: number; readonly floor: number; readonly warmupSteps: number }) {
    this.peak = options.peak;
    this.floor = options.floor;
    this.warmupSteps = options.warmupSteps;
  }

  /** Estimated steps of the whole run. */
  get steps(): number {
    return this.#steps;
  }

  /** @param progress part of the time that is used up, 0 to 1 */
  update(stepsDone: number, progress: number): void {
    this.#steps =
      progress <= 0 ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(stepsDone / Math.min(progress, 1)));
  }
}
