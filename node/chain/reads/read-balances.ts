import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamTokenAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** What an account holds outside of stakes, wei of either currency. */
export async function readBalances(chain: ChainClient, address: Hex): Promise<{ eth: bigint; loam: bigint }> {
  const [eth, loam] = await chain.reading(() =>
    Promise.all([
      chain.public.getBalance({ address, blockTag: chain.blockTag }),
      chain.public.readContract({
        address: chain.descriptor.contracts.LoamToken,
        abi: loamTokenAbi,
        functionName: 'balanceOf',
        args: [address],
        blockTag: chain.blockTag,
      }),
    ]),
  );
  return { eth, loam };
}
