import { LoamError } from '../../protocol/errors/loam-error.ts';

/** How V8 and the runtime say that memory ran out. */
const OUT_OF_MEMORY =
  /allocation failed|bad_alloc|failed to allocate|out of memory|invalid typed array length/i;
/** How many causes deep is looked. */
const MAX_CAUSES = 4;

/** The same error, or `MODEL_MEMORY` with what to do when it, or what caused it, is that memory ran out. */
export function explainMemory(error: unknown): unknown {
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && depth < MAX_CAUSES; at = at.cause, depth++) {
    if (OUT_OF_MEMORY.test(at.message)) {
      return new LoamError('MODEL_MEMORY', 'There is too little memory for this model.', {
        hint: 'Close other programs and try again, or choose a smaller model.',
        cause: error,
      });
    }
  }
  return error;
}
