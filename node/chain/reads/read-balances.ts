import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamTokenAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** What an account holds outside of stakes, wei of either currency. */
export async function readBalances(chain: ChainClient, address: Hex): Promise<{ eth: bigint; loam: bigint }> {
  const [eth, loam] = await Promise.all([
    chain.reading(() => chain.public.getBalance({ address, blockTag: chain.blockTag })),
    readContract(chain, {
      contract: 'LoamToken',
      abi: loamTokenAbi,
      functionName: 'balanceOf',
      args: [address],
    }),
  ]);
  return { eth, loam };
}
