import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Fines the poster of a batch for leaves that nobody opened. Anyone may, once the contest is over, and gets the bounty. Returns the transaction's hash. */
export async function punishBatch(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly batch: number },
): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'punishBatch',
    args: [args.epoch, args.batch],
  });
  return receipt.transactionHash;
}
