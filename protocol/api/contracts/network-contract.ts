import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { networkDescriptorSchema } from '../../network/network-descriptor.ts';
import {
  epochViewSchema,
  networkCostsSchema,
  networkLimitsSchema,
  networkProgressSchema,
  networkUseSchema,
  peerSchema,
} from '../network-schemas.ts';
import { chainServerSchema } from '../transaction-schemas.ts';
import { none } from './none.ts';

/** The joined network. */
export const networkContract = {
  costs: oc.output(networkCostsSchema),
  /** Starts the local network (chain, contracts, validators, aggregator) on this computer and joins it. Idempotent; leaving the stream does not stop it. */
  startLocal: oc.output(eventIterator(networkProgressSchema)),
  /** Joins a network by its descriptor. It is joined again after a restart, until it is left. */
  join: oc
    .input(
      z.object({
        descriptor: networkDescriptorSchema,
        roles: z.array(z.enum(['learner', 'validator', 'aggregator'])).max(3),
      }),
    )
    .output(eventIterator(networkProgressSchema)),
  /** Leaves it; stops what startLocal started. What is staked stays staked. */
  leave: oc.output(none),
  peers: oc.output(z.array(peerSchema)),
  /** What sharing may take of this computer, and how much of it is taken. */
  use: oc.output(networkUseSchema),
  /** Other limits, in effect at once and kept. */
  setLimits: oc.input(networkLimitsSchema).output(networkUseSchema),
  /** The servers of the joined network's chain; none while off. */
  servers: oc.output(z.array(chainServerSchema)),
  /** The current epoch, now and at every change; nothing while off. */
  watchEpoch: oc.output(eventIterator(epochViewSchema)),
};
