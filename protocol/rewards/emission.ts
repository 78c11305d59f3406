import { smaller } from '../encoding/smaller.ts';

/** The token's schedule of emission. */
export interface EmissionSchedule {
  /** Emission of epoch 1, wei. */
  readonly firstEmission: bigint;
  /** Epochs after which it halves, ≥ 1. */
  readonly halvingEpochs: bigint;
  /** Most that can ever exist, wei. */
  readonly cap: bigint;
}

/** What the schedule gives for an epoch (from 1), wei, before the cap: first / 2^⌊(epoch − 1) / halving⌋, rounded down. */
export function emissionOf({ firstEmission, halvingEpochs }: EmissionSchedule, epoch: bigint): bigint {
  return epoch === 0n ? 0n : firstEmission >> ((epoch - 1n) / halvingEpochs);
}

/** What an epoch really mints while `supply` wei exist. */
export function emittedFor(schedule: EmissionSchedule, epoch: bigint, supply: bigint): bigint {
  return smaller(emissionOf(schedule, epoch), schedule.cap - supply);
}
