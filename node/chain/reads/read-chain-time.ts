import type { ChainClient } from '../chain-client.ts';

/** The chain's present time, seconds since 1970. */
export async function readChainTime(chain: ChainClient): Promise<number> {
  const block = await chain.reading(() => chain.public.getBlock({ blockTag: chain.blockTag }));
  return Number(block.timestamp);
}
