import type { ModelFit } from '../../protocol/api/models-schemas.ts';
import {
  MAX_LOADED_PARAMETERS,
  MEMORY_PER_PARAMETER_BYTES,
  MOST_MEMORY,
  SPEED_POWER,
  WORKER_MEMORY_BYTES,
} from './limits.ts';

/** Memory of this computer, bytes. */
export interface Memory {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** A measured speed: so many tokens a second with a model of so many parameters. */
export interface MeasuredSpeed {
  readonly tokensPerSecond: number;
  readonly parameters: number;
}

/** Memory that the model process needs with a model of `parameters`, bytes; about. */
export function memoryFor(parameters: number): number {
  return WORKER_MEMORY_BYTES + parameters * MEMORY_PER_PARAMETER_BYTES;
}

/**
 * Whether a model of `parameters` runs on this computer, and about how fast.
 *
 * @param speed what was measured here, null when nothing was
 */
export function fitOf(parameters: number, memory: Memory, speed: MeasuredSpeed | null): ModelFit {
  const needsBytes = memoryFor(parameters);
  const tooBig = needsBytes > memory.totalBytes * MOST_MEMORY || parameters > MAX_LOADED_PARAMETERS;
  return {
    verdict: tooBig ? 'too-big' : needsBytes > memory.freeBytes ? 'tight' : 'fits',
    needsBytes,
    tokensPerSecond: speed === null || parameters < 1 ? null : speedWith(parameters, speed),
  };
}

function speedWith(parameters: number, { tokensPerSecond, parameters: measured }: MeasuredSpeed): number {
  return tokensPerSecond / Math.max(1, parameters / measured) ** SPEED_POWER;
}
