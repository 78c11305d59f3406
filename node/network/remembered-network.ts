import { z } from 'zod';
import { networkDescriptorSchema } from '../../protocol/network/network-descriptor.ts';
import { deleteState, getState, setState } from '../database/network-state.ts';
import type { Database } from '../database/open-database.ts';

/** Where it lies: no network's, but this node's own. */
const PLACE = ['', 'joined'] as const;

const rememberedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('local') }),
  z.strictObject({
    kind: z.literal('descriptor'),
    descriptor: networkDescriptorSchema,
    roles: z.array(z.enum(['learner', 'validator', 'aggregator'])).max(3),
  }),
]);

/** The network that this node is part of until its owner leaves it, over restarts. */
export type RememberedNetwork = z.infer<typeof rememberedSchema>;

/** The network to join again at start; null after leaving, and where what was kept cannot be read. */
export function readRememberedNetwork(db: Database): RememberedNetwork | null {
  const kept = getState(db, ...PLACE);
  if (kept === null) return null;
  try {
    return rememberedSchema.parse(JSON.parse(kept));
  } catch {
    return null;
  }
}

/** Keeps it. */
export function rememberNetwork(db: Database, network: RememberedNetwork): void {
  setState(db, ...PLACE, JSON.stringify(network));
}

/** Forgets it: its owner left. */
export function forgetNetwork(db: Database): void {
  deleteState(db, ...PLACE);
}
