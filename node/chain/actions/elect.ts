import type { Hex } from '../../../protocol/encoding/hex.ts';
import { electionsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { type Committee, committeeNumber } from '../committees.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** Holds an election that was called some blocks ago. Anyone may. Returns who was elected. */
export async function elect(
  chain: ChainClient,
  args: { readonly committee: Committee },
): Promise<readonly Hex[]> {
  const receipt = await writeContract(chain, {
    contract: 'Elections',
    abi: electionsAbi,
    functionName: 'elect',
    args: [committeeNumber(args.committee)],
  });
  return eventOf(receipt, electionsAbi, 'Elected').args.members;
}
