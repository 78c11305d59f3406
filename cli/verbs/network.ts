import { createNetworkVerb } from '../network/create-network.ts';
import { inspectNetworkVerb } from '../network/inspect-network.ts';
import { joinNetworkVerb } from '../network/join-network.ts';
import { privateKeyVerb } from '../network/make-private-key.ts';
import { verbGroup } from '../verb.ts';

/** `loam network`: make, look at and join networks by their files. */
export const networkVerb = verbGroup({
  name: 'network',
  summary: 'Make, inspect and join networks by their files.',
  subverbs: [createNetworkVerb, inspectNetworkVerb, joinNetworkVerb, privateKeyVerb],
});
