import { readEpochView } from '../chain/reads/read-epoch-view.ts';
import { writeNetworkLimits } from '../network/network-limits.ts';
import { readNetworkUse } from '../network/network-use.ts';
import { forgetNetwork, rememberNetwork } from '../network/remembered-network.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { snapshots } from './snapshots.ts';

/** The procedures under `network`: one procedure, one call into one service. */
export function networkRoutes(os: NodeImplementer, { context, disk, network }: NodeParts) {
  return {
    costs: os.network.costs.handler(() => network.costs()),
    startLocal: os.network.startLocal.handler(async function* () {
      disk.requireRoom();
      rememberNetwork(context.db, { kind: 'local' });
      yield* network.startLocal();
    }),
    join: os.network.join.handler(async function* ({ input }) {
      disk.requireRoom();
      const progress = network.join(input.descriptor, input.roles);
      rememberNetwork(context.db, { kind: 'descriptor', ...input });
      yield* progress;
    }),
    leave: os.network.leave.handler(async () => {
      forgetNetwork(context.db);
      await network.leave();
      return {};
    }),
    peers: os.network.peers.handler(
      () =>
        network.session?.peers.peers().map(({ peerId, address, direction, openedAt }) => ({
          id: peerId,
          address,
          direction,
          since: openedAt,
          relayed: address.includes('/p2p-circuit'),
        })) ?? [],
    ),
    use: os.network.use.handler(() => readNetworkUse(context, network.session)),
    setLimits: os.network.setLimits.handler(({ input }) => {
      writeNetworkLimits(context, input);
      network.session?.artifacts.setLimits(input);
      return readNetworkUse(context, network.session);
    }),
    servers: os.network.servers.handler(() => [...(network.session?.chain.servers ?? [])]),
    watchEpoch: os.network.watchEpoch.handler(async function* ({ signal }) {
      yield* snapshots(context, signal, async () =>
        network.session === undefined
          ? null
          : readEpochView(network.session.chain, null, network.session.address),
      );
    }),
  };
}
