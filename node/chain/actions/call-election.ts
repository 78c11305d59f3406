import type { Hex } from '../../../protocol/encoding/hex.ts';
import { electionsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { type Committee, committeeNumber } from '../committees.ts';
import { writeContract } from '../write-contract.ts';

/** Starts the election of a committee whose term is over; {@link elect} holds it some blocks later. Anyone may. Returns the transaction's hash. */
export async function callElection(
  chain: ChainClient,
  args: { readonly committee: Committee },
): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'Elections',
    abi: electionsAbi,
    functionName: 'callElection',
    args: [committeeNumber(args.committee)],
  });
  return receipt.transactionHash;
}
