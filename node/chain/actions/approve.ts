import { encodeFunctionData } from 'viem';
import { loamTokenAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { sendTransaction } from '../send-transaction.ts';

/** Lets NodeRegistry take `amount` wei of LOAM from this account, when it may not already. */
export async function approve(chain: ChainClient, args: { readonly amount: bigint }): Promise<void> {
  const { LoamToken, NodeRegistry } = chain.descriptor.contracts;
  const owner = chain.account?.address ?? LoamToken;
  const allowed = await chain.reading(() =>
    chain.public.readContract({
      address: LoamToken,
      abi: loamTokenAbi,
      functionName: 'allowance',
      args: [owner, NodeRegistry],
      blockTag: chain.blockTag,
    }),
  );
  if (allowed >= args.amount) return;
  await sendTransaction(chain, {
    to: LoamToken,
    data: encodeFunctionData({
      abi: loamTokenAbi,
      functionName: 'approve',
      args: [NodeRegistry, args.amount],
    }),
  });
}
