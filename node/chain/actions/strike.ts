import type { Hex } from '../../../protocol/encoding/hex.ts';
import { electionsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { type Committee, committeeNumber } from '../committees.ts';
import { writeContract } from '../write-contract.ts';

/** Takes a candidate off a committee's list who is no longer eligible. Anyone may. Returns the transaction's hash. */
export async function strike(
  chain: ChainClient,
  args: { readonly committee: Committee; readonly node: Hex },
): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'Elections',
    abi: electionsAbi,
    functionName: 'strike',
    args: [committeeNumber(args.committee), args.node],
  });
  return receipt.transactionHash;
}
