import type { Hex } from '../../../protocol/encoding/hex.ts';
import { electionsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { type Committee, committeeNumber } from '../committees.ts';
import { writeContract } from '../write-contract.ts';

/** Stands for a committee. Returns the transaction's hash. */
export async function stand(chain: ChainClient, args: { readonly committee: Committee }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'Elections',
    abi: electionsAbi,
    functionName: 'stand',
    args: [committeeNumber(args.committee)],
  });
  return receipt.transactionHash;
}
