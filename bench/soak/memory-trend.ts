/** Resident memory of one process at one moment. */
export interface MemorySample {
  /** Hours since the first sample. */
  readonly hours: number;
  /** MB, 2^20 bytes. */
  readonly mb: number;
}

/** Part of the samples at the start that does not count: caches fill and code is compiled. */
export const WARM_UP = 0.2;

/** Samples that count. @param skipped part of them at the start that does not */
export function afterWarmUp<T>(samples: readonly T[], skipped = WARM_UP): readonly T[] {
  return samples.slice(Math.ceil(samples.length * skipped));
}

/**
 * MB that a process grows per hour: the slope of the straight line that lies closest to the samples by least squares.
 *
 * @returns NaN for fewer than two different moments
 */
export function mbPerHour(samples: readonly MemorySample[]): number {
  const mean = (of: (sample: MemorySample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const hours = mean((sample) => sample.hours);
  const mb = mean((sample) => sample.mb);
  const together = samples.reduce((sum, s) => sum + (s.hours - hours) * (s.mb - mb), 0);
  return together / samples.reduce((sum, s) => sum + (s.hours - hours) ** 2, 0);
}
