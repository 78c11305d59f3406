import { readEpochView } from '../chain/reads/read-epoch-view.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { snapshots } from './snapshots.ts';

/** The procedures under `network`: one procedure, one call into one service. */
export function networkRoutes(os: NodeImplementer, { context, disk, network }: NodeParts) {
  return {
    costs: os.network.costs.handler(() => network.costs()),
    startLocal: os.network.startLocal.handler(async function* () {
      disk.requireRoom();
      yield* network.startLocal();
    }),
    join: os.network.join.handler(async function* ({ input }) {
      disk.requireRoom();
      yield* network.join(input.descriptor, input.roles);
    }),
    leave: os.network.leave.handler(async () => {
      await network.leave();
      return {};
    }),
    peers: os.network.peers.handler(
      () =>
        network.session?.peers
          .peers()
          .map((peer) => ({ id: peer.peerId, address: peer.address, direction: peer.direction })) ?? [],
    ),
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
