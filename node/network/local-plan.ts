import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';

const memberSchema = z.strictObject({
  name: z.string().regex(/^[a-z]+-\d{1,3}$/),
  roles: z
    .array(z.enum(['learner', 'validator', 'aggregator']))
    .min(1)
    .max(3),
  /** Shares whatever it learned, see the node's `reckless`. */
  reckless: z.boolean().optional(),
});
const planSchema = z.strictObject({
  format: z.literal('loam-local-network/1'),
  members: z.array(memberSchema).max(32),
});

/** One further node of a local network. Its name is its folder. */
export type LocalMemberPlan = z.infer<typeof memberSchema>;

const PLAN_FILE = 'plan.json';

/**
 * The members of the local network below `folder`: the ones written there, or `fallback`, which is written then.
 *
 * @throws LoamError `LOCAL_PLAN_INVALID` when the file is damaged
 */
export function localPlan(folder: string, fallback: readonly LocalMemberPlan[]): readonly LocalMemberPlan[] {
  const file = join(folder, PLAN_FILE);
  if (!existsSync(file)) {
    atomicWrite(file, JSON.stringify({ format: 'loam-local-network/1', members: fallback }, null, 2));
    return fallback;
  }
  try {
    return planSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).members;
  } catch (cause) {
    throw new LoamError('LOCAL_PLAN_INVALID', `${file} is damaged.`, {
      hint: 'Delete it: the usual members are used then.',
      cause,
    });
  }
}
