import type { ChainClient } from '../chain/chain-client.ts';

/**
 * By how many milliseconds a chain's newest block is ahead of this computer's clock. It is of the past by as long as
 * nobody has made another one.
 *
 * @param now milliseconds since 1970
 */
export async function chainAhead(
  chain: ChainClient,
  now: () => number,
): Promise<{ readonly aheadMs: number; readonly block: bigint | null }> {
  const { number, timestamp } = await chain.reading(() =>
    chain.public.getBlock({ blockTag: chain.blockTag }),
  );
  return { aheadMs: Number(timestamp) * 1_000 - now(), block: number };
}
