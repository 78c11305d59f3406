import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain-client.ts';
import type { TransactionJournal } from './transaction-journal.ts';

/** The journal of a client that can sign. @throws LoamError `CHAIN_NO_ACCOUNT` */
export function journalOf(chain: ChainClient): TransactionJournal {
  if (chain.journal !== undefined) return chain.journal;
  throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
}
