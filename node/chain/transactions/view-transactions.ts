import type { TransactionView } from '../../../protocol/api/transaction-schemas.ts';
import { listTransactions } from '../../database/transactions.ts';
import type { ChainClient } from '../chain-client.ts';

/** Transactions shown at most. */
const SHOWN = 100;

/** The newest transactions of a client's account, newest first, as people look at them. */
export function viewTransactions({ account, db, descriptor }: ChainClient): TransactionView[] {
  if (account === undefined || db === undefined) return [];
  const owner = { network: descriptor.id, account: account.address };
  return listTransactions(db, owner, SHOWN).map((transaction) => {
    const { id, nonce, what, state, hash, block, attempts, createdAt, updatedAt } = transaction;
    const last = attempts.at(-1);
    return {
      id,
      nonce,
      what,
      state,
      hash: hash ?? last?.hash ?? null,
      block,
      tries: attempts.length,
      maxFee: String(last?.maxFee ?? 0n),
      createdAt,
      updatedAt,
    };
  });
}
