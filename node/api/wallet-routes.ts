import { broadcastSigned, readChain } from '../wallet/read-chain.ts';
import { readOverview } from '../wallet/read-overview.ts';
import { setServers } from '../wallet/set-servers.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { requireSession } from './require-session.ts';

/** The procedures under `wallet`: one procedure, one call into one service. */
export function walletRoutes(os: NodeImplementer, { network, wallet }: NodeParts) {
  const session = () => requireSession(network);
  return {
    overview: os.wallet.overview.handler(() => readOverview(session().chain, session().address)),
    ledger: os.wallet.ledger.handler(() => wallet.ledger(session()).read()),
    csv: os.wallet.csv.handler(({ input }) => wallet.csv(session(), input)),
    receipt: os.wallet.receipt.handler(({ input }) => wallet.receipt(session(), input)),
    prepare: os.wallet.prepare.handler(({ input }) => wallet.prepare(session(), input.action, input.from)),
    send: os.wallet.send.handler(async function* ({ input }) {
      yield* wallet.send(session(), input.id);
    }),
    setServers: os.wallet.setServers.handler(({ input }) => setServers(session(), input.urls)),
    broadcast: os.wallet.broadcast.handler(({ input }) => broadcastSigned(session().chain, input.raw)),
    request: os.wallet.request.handler(({ input }) => readChain(session().chain, input)),
  };
}
