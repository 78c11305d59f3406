import { encodeFunctionData } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { sendTransaction } from '../send-transaction.ts';
import { approve } from './approve.ts';

/** Bonds `amount` more wei of LOAM, approving it first. Returns the transaction's hash. */
export async function addStake(chain: ChainClient, args: { readonly amount: bigint }): Promise<Hex> {
  await approve(chain, args);
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.NodeRegistry,
    data: encodeFunctionData({ abi: nodeRegistryAbi, functionName: 'addStake', args: [args.amount] }),
  });
  return receipt.transactionHash;
}
