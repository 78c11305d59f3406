import type { Hex } from '../../../protocol/encoding/hex.ts';
import { electionsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { type Committee, committeeNumber } from '../committees.ts';
import { writeContract } from '../write-contract.ts';

/** Stands for a committee no more. Returns the transaction's hash. */
export async function standDown(chain: ChainClient, args: { readonly committee: Committee }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'Elections',
    abi: electionsAbi,
    functionName: 'standDown',
    args: [committeeNumber(args.committee)],
  });
  return receipt.transactionHash;
}
