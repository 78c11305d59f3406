import type { ChainClient } from '../chain-client.ts';
import { broadcast } from './make-attempt.ts';

/**
 * Sends again what was mined and has left the chain since: a chain that lost blocks would otherwise lack it for good, as
 * nobody waits for it any more. The nonces see to it that nothing happens twice.
 *
 * @returns how many were sent again; 0 also when an account's history is as the chain has it
 */
export async function resendForgotten(chain: ChainClient): Promise<number> {
  const { account, journal } = chain;
  if (account === undefined || journal === undefined) return 0;
  const used = await chain.public.getTransactionCount({ address: account.address, blockTag: 'latest' });
  let sent = 0;
  for (const transaction of journal.minedFrom(used)) {
    const attempt = transaction.attempts.find(({ hash }) => hash === transaction.hash);
    if (attempt === undefined || attempt.raw === '0x') continue;
    // One that is refused was replaced by what took its nonce.
    const answer = await broadcast(chain, attempt).catch(() => undefined);
    if (answer === 'sent') sent++;
  }
  return sent;
}
