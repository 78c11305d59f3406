import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { deviceViewSchema, hardwareSchema } from '../device-schemas.ts';

/** This computer. */
export const deviceContract = {
  /** Looks at this computer, part by part, and measures how fast it answers. */
  check: oc.output(eventIterator(hardwareSchema)),
  view: oc.output(deviceViewSchema),
  /** Threads of the model process, from now on; loads the model again. */
  setThreads: oc.input(z.strictObject({ threads: z.number().int().min(1).max(64) })).output(deviceViewSchema),
};
