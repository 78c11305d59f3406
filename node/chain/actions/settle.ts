import { encodeFunctionData } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { sendTransaction } from '../send-transaction.ts';

/** Settles up to `max` submissions of an epoch. Anyone may. Returns the transaction's hash. */
export async function settle(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly max: number },
): Promise<Hex> {
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.EpochManager,
    data: encodeFunctionData({
      abi: epochManagerAbi,
      functionName: 'settle',
      args: [args.epoch, BigInt(args.max)],
    }),
  });
  return receipt.transactionHash;
}
