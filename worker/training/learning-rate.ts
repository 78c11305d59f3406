/** Linear warm-up to `peak`, then half a cosine down to `floor`. */
export interface LearningRateSchedule {
  readonly peak: number;
  /** Rate at and after `steps`. */
  readonly floor: number;
  /** Steps of the rise. */
  readonly warmupSteps: number;
  /** Steps of the whole run, warm-up included. */
  readonly steps: number;
}

/** Learning rate of the step with this number; the first is 1. */
export function learningRateAt(schedule: LearningRateSchedule, step: number): number {
  const { peak, floor, warmupSteps, steps } = schedule;
  if (step <= warmupSteps) return (peak * step) / warmupSteps;
  if (step >= steps) return floor;
  const progress = (step - warmupSteps) / (steps - warmupSteps);
  return floor + (peak - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
}

/** The same rate at every step. */
export function constantRate(rate: number): LearningRateSchedule {
  return { peak: rate, floor: rate, warmupSteps: 0, steps: 0 };
}
