import type { RpcRequest } from '../../protocol/api/wallet-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { explainChainError } from '../chain/explain-chain-error.ts';
import { MAX_READ_CHARS } from './limits.ts';

/** Answers a read of the page's chain library from the node's servers. @throws LoamError `CHAIN_…`, `CHAIN_ANSWER_TOO_BIG` */
export async function readChain(
  chain: ChainClient,
  { method, params }: RpcRequest,
): Promise<{ result: never }> {
  const result = await chain.reading(() => chain.public.request({ method, params } as never));
  if ((JSON.stringify(result) ?? '').length > MAX_READ_CHARS) {
    throw new LoamError('CHAIN_ANSWER_TOO_BIG', 'The chain’s answer is too large for the page.', {
      hint: 'Ask for less at once.',
      data: { limit: MAX_READ_CHARS },
    });
  }
  return { result: result as never };
}

/** Hands a transaction that another wallet signed to the chain. @throws LoamError what the chain says against it */
export async function broadcastSigned(chain: ChainClient, raw: Hex): Promise<{ hash: Hex }> {
  try {
    return { hash: await chain.public.sendRawTransaction({ serializedTransaction: raw }) };
  } catch (error) {
    throw explainChainError(error);
  }
}
