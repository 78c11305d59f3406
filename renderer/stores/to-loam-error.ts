import { LoamError } from '../../protocol/errors/loam-error.ts';

/** Whatever was thrown, as an error that a notice can show. */
export function toLoamError(error: unknown): LoamError {
  return LoamError.wrap('UNEXPECTED', error);
}
