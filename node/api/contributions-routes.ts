import type { NodeImplementer, NodeParts } from './node-parts.ts';

/** The procedures under `contributions`: one procedure, one call into one service. */
export function contributionsRoutes(os: NodeImplementer, { contributions }: NodeParts) {
  return {
    list: os.contributions.list.handler(() => contributions.list()),
    watch: os.contributions.watch.handler(async function* ({ input, signal }) {
      yield* contributions.watch(input.id, signal);
    }),
  };
}
