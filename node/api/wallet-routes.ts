import { readChain } from '../wallet/read-chain.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { requireSession } from './require-session.ts';

/** The procedures under `wallet`: one procedure, one call into one service. */
export function walletRoutes(os: NodeImplementer, { network, wallet }: NodeParts) {
  const session = () => requireSession(network);
  return {
    prepare: os.wallet.prepare.handler(({ input }) => wallet.prepare(session(), input.action, input.from)),
    send: os.wallet.send.handler(async function* ({ input }) {
      yield* wallet.send(session(), input.id);
    }),
    request: os.wallet.request.handler(({ input }) => readChain(session().chain, input)),
  };
}
