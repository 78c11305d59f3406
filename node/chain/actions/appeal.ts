import type { Hex } from '../../../protocol/encoding/hex.ts';
import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { readContract } from '../read-contract.ts';
import { writeWithAllowance } from '../write-with-allowance.ts';

/** On the side that lost a round: asks for a larger jury, with a bond that doubles each round and is approved first. */
export async function appeal(
  chain: ChainClient,
  args: { readonly id: bigint },
): Promise<{ bond: bigint; hash: Hex }> {
  const { bond, round } = await readContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'dispute',
    args: [args.id],
  });
  const receipt = await writeWithAllowance(
    chain,
    { spender: 'DisputeCourt', amount: bond << BigInt(round) },
    {
      contract: 'DisputeCourt',
      abi: disputeCourtAbi,
      functionName: 'appeal',
      args: [args.id],
    },
  );
  return {
    bond: eventOf(receipt, disputeCourtAbi, 'Appealed').args.bond,
    hash: receipt.transactionHash,
  };
}
