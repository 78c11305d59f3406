import type { Hex } from '../../../protocol/encoding/hex.ts';
import { randomnessAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Fines a node that did not open its salt in time. Anyone may, and gets the bounty. Returns the transaction's hash. */
export async function punishSalt(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly number: number },
): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'Randomness',
    abi: randomnessAbi,
    functionName: 'punish',
    args: [args.epoch, args.number],
  });
  return receipt.transactionHash;
}
