import { encodeFunctionData } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { DRAW_GAS_PER_SUBMISSION, MAX_TRANSACTION_GAS } from '../limits.ts';
import { sendTransaction } from '../send-transaction.ts';

/** Draws the committees of up to `max` submissions of the current epoch. Anyone may. Returns the transaction's hash. */
export async function draw(
  chain: ChainClient,
  args: { readonly epoch?: bigint; readonly max: number },
): Promise<Hex> {
  const gas = BigInt(args.max) * DRAW_GAS_PER_SUBMISSION;
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.EpochManager,
    data: encodeFunctionData({ abi: epochManagerAbi, functionName: 'draw', args: [BigInt(args.max)] }),
    gas: gas > MAX_TRANSACTION_GAS ? MAX_TRANSACTION_GAS : gas,
  });
  return receipt.transactionHash;
}
