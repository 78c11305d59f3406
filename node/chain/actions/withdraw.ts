import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** Pays out the stake whose time of unbonding is over. */
export async function withdraw(chain: ChainClient): Promise<{ amount: bigint; hash: Hex }> {
  const receipt = await writeContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'withdraw',
    args: [],
  });
  const { amount } = eventOf(receipt, nodeRegistryAbi, 'Withdrawn').args;
  return { amount, hash: receipt.transactionHash };
}
