import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';

/** Milliseconds between two looks for a receipt. */
const LOOK_MS = 1_000;
/** Milliseconds after which a transaction of another wallet is left to it. */
const PATIENCE_MS = 300_000;

/**
 * Waits until the chain has taken a transaction that another wallet sent.
 *
 * @throws LoamError `CHAIN_REVERTED`, `CHAIN_UNCONFIRMED`
 */
export async function awaitReceipt(client: Pick<NodeClient, 'wallet'>, hash: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const { result } = await client.wallet.request({ method: 'eth_getTransactionReceipt', params: [hash] });
    const status = (result as { status?: string } | null)?.status;
    if (status === '0x1') return;
    if (status !== undefined) {
      throw new LoamError('CHAIN_REVERTED', 'The transaction was refused when it was mined.', {
        hint: 'Something changed in between; look at it again.',
        data: { hash },
      });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new LoamError('CHAIN_UNCONFIRMED', 'The chain did not confirm the transaction in time.', {
    hint: 'It may still come; look in the wallet that sent it.',
    data: { hash },
  });
}
