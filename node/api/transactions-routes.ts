import { replaceTransaction } from '../chain/transactions/replace-transaction.ts';
import { viewTransactions } from '../chain/transactions/view-transactions.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { requireSession } from './require-session.ts';

/** The procedures under `transactions`: one procedure, one call into one service. */
export function transactionsRoutes(os: NodeImplementer, { network }: NodeParts) {
  const session = () => requireSession(network);
  return {
    list: os.transactions.list.handler(() =>
      network.session === undefined ? [] : viewTransactions(network.session.chain),
    ),
    speedUp: os.transactions.speedUp.handler(async ({ input }) => {
      await replaceTransaction(session().chain, input.transaction, 'speed-up');
      return {};
    }),
    cancel: os.transactions.cancel.handler(async ({ input }) => {
      await replaceTransaction(session().chain, input.transaction, 'cancel');
      return {};
    }),
  };
}
