import type { Lesson } from '../../../protocol/api/learn-schemas.ts';

/** Whether a lesson is left out of learning because of what was found in it. */
export function isHeld({ allowed, identifiers }: Lesson): boolean {
  return identifiers.length > 0 && !allowed;
}
