import { z } from 'zod';

/** The answer of a procedure that has nothing to say. */
export const none = z.object({});
