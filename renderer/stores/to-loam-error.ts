import { LoamError } from '../../protocol/errors/loam-error.ts';

/** Whatever was thrown, as an error that a notice can show. */
export function toLoamError(error: unknown): LoamError {
  return LoamError.wrap('UNEXPECTED', error);
}

/** The same for lists that are fetched by themselves: null while the node is away, which the banner says already. */
export function fetchError(error: unknown): LoamError | null {
  const loam = toLoamError(error);
  return loam.code === 'NOT_CONNECTED' || loam.code === 'PORT_CLOSED' ? null : loam;
}
